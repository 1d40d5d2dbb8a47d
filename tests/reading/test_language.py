"""The language of a text, told from its script and small words, and what is then said of the reading."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.notes import not_applied
from armstrace.reading.text.language import language_of, languages_of
from armstrace.reading.text.view import Span
from stopwatch import takes_less_than

# two sentences of our own in each language, on one subject
TEXTS = {
    "en": "The ship left the harbour at night with a cargo of rifles. Nobody knew where it was going.",
    "ru": "Корабль вышел из порта ночью с грузом винтовок. Никто не знал, куда он идёт.",
    "uk": "Корабель вийшов з порту вночі з вантажем гвинтівок. Ніхто не знав, куди він іде.",
    "sr": "Брод је ноћу напустио луку са товаром пушака. Нико није знао куда иде и ко га је послао.",
    "hy": "Նավը գիշերը դուրս եկավ նավահանգստից հրացանների բեռով։ Ոչ ոք չգիտեր, թե ուր է գնում այն։",
    "ka": "გემი ღამით გავიდა ნავსადგურიდან თოფების ტვირთით. არავინ იცოდა, სად მიდიოდა.",
    "el": "Το πλοίο έφυγε τη νύχτα από το λιμάνι με φορτίο τουφεκιών. Κανείς δεν ήξερε πού πήγαινε.",
    "he": "האונייה עזבה את הנמל בלילה עם מטען של רובים. איש לא ידע לאן היא הולכת.",
    "ar": "غادرت السفينة الميناء ليلا مع شحنة من البنادق. لم يكن أحد يعرف إلى أين كانت ذاهبة.",
    "fa": "کشتی شبانه با محموله‌ای از تفنگ بندر را ترک کرد. هیچ کس نمی دانست که به کجا می رود.",
    "az": "Gəmi gecə tüfəng yükü ilə limandan çıxdı. Heç kim onun hara getdiyini bilmirdi və bu çox qəribə idi.",
    "tr": "Gemi gece bir tüfek yükü ile limandan ayrıldı. Kimse onun nereye gittiğini bilmiyordu ve bu çok garipti.",
    "fr": "Le navire a quitté le port de nuit avec une cargaison de fusils. Personne ne savait où il allait.",
    "de": "Das Schiff verließ den Hafen in der Nacht mit einer Ladung Gewehre. Niemand wusste, wohin es fuhr.",
    "es": "El barco salió del puerto por la noche con un cargamento de fusiles. Nadie sabía a dónde iba.",
    "it": "La nave ha lasciato il porto di notte con un carico di fucili. Nessuno sapeva dove era diretta.",
    "pt": "O navio deixou o porto à noite com uma carga de armas. Ninguém sabia para onde ele ia, mas não era longe.",
    "pl": "Statek opuścił port w nocy z ładunkiem karabinów. Nikt nie wiedział, dokąd płynie, ale to było daleko.",
    "nl": "Het schip verliet de haven in de nacht met een lading geweren. Niemand wist waar het naar toe ging.",
    "ro": "Nava a părăsit portul noaptea cu o încărcătură de puști. Nimeni nu știa că este pe drum și nici unde merge.",
    "zh": "这艘船在夜里载着一批步枪离开了港口。没有人知道它要去哪里。",
    "ja": "その船は夜、小銃の積み荷を載せて港を出た。どこへ行くのか誰も知らなかった。",
    "ko": "그 배는 밤에 소총을 싣고 항구를 떠났다. 어디로 가는지 아무도 몰랐다.",
}
SERBIAN_LATIN = "Brod je noću napustio luku sa tovarom pušaka. Niko nije znao kuda ide i ko ga je poslao."


@pytest.mark.parametrize(("code", "text"), [*TEXTS.items(), ("sr", SERBIAN_LATIN)])
def test_two_sentences_are_enough(code: str, text: str) -> None:
    found = language_of(text)
    assert found.code == code
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize("code", TEXTS)
def test_a_few_foreign_words_do_not_turn_a_text(code: str) -> None:
    told = TEXTS[code] + " Bayraktar TB2, Су-30, «Искандер», صقر, 东风. " + TEXTS[code].upper()
    assert language_of(told).code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "T-72, T-90, Su-30, 9M55K.",
        "12.5 % (2015-19); 1 234 567",
        "😀😀😀 🇦🇲🇦🇿 🚀🚀🚀 💥💥 ✈️",
        "Yes.",
        "Oui",
        "Ð\u009aÐ¾Ñ\u0080Ð°Ð±Ð»Ñ\u008c Ð²Ñ\u008bÑ\u0088ÐµÐ» Ð¸Ð· Ð¿Ð¾Ñ\u0080Ñ\u0082Ð°",
        "ÿþ" * 200,
        "\ufffd" * 300,
        "lorem ipsum dolor sit amet consectetur adipiscing elit",
        "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii",
        "\u202e\u200f\u200b" * 50,
        "สวัสดีชาวโลก นี่คือประโยคภาษาไทย",
    ],
)
def test_too_little_or_nothing_known_is_left_open(text: str) -> None:
    assert language_of(text).code == "und"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Al-Shabaab is under a UN arms embargo.", "und"),
        ("A UN arms embargo on Al-Qaida is in force.", "en"),
        ("Der Spiegel and Die Zeit reported an embargo.", "und"),
        ("El embargo de la UE sobre Mali es de 2003.", "es"),
        ("Al-Shabaab este sub un embargo al ONU din anul 2008 si nu a fost ridicat.", "ro"),
    ],
)
def test_names_do_not_make_a_short_sentence_foreign(text: str, code: str) -> None:
    assert language_of(text).code == code


def test_marks_of_direction_and_emoji_hide_nothing() -> None:
    told = "\u202b" + TEXTS["he"].replace(" ", " \u200f") + "\u202c 🚀🚀 @user #רובים https://example.org/a"
    assert language_of(told).code == "he"
    assert language_of("\ufeff💥 " + TEXTS["en"]).code == "en"


def test_each_stretch_has_a_language_of_its_own() -> None:
    parts = [TEXTS["en"], TEXTS["ru"], "2020", TEXTS["hy"]]
    text = "\n".join(parts)
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in parts]
    assert [each.code for each in languages_of(text, spans)] == ["en", "ru", "und", "hy"]


def notes(*parts: str) -> list[str]:
    return not_applied(article_of("\n".join(parts), date(2022, 5, 17)))


def test_an_english_text_has_nothing_said_of_it() -> None:
    assert notes(TEXTS["en"], TEXTS["en"]) == []
    assert notes("Israel supplied arms.") == []
    assert notes("") == []


def test_a_text_in_another_language_says_what_is_not_read() -> None:
    (told,) = notes(TEXTS["hy"], TEXTS["hy"])
    assert told.startswith("The text is in Armenian: dates, numbers and statements are read by English rules only; ")
    assert "none of its claims are read" in told


def test_mixed_texts_say_which_parts_are_not_read() -> None:
    assert "Parts of the text are in Armenian and Russian" in notes(*[TEXTS["en"]] * 4, TEXTS["ru"], TEXTS["hy"])[0]
    assert "Most of the text is in Russian" in notes(TEXTS["en"], *[TEXTS["ru"]] * 4)[0]


def test_an_unknown_language_is_said_to_be_unknown() -> None:
    assert "not known" in notes("สวัสดีชาวโลก นี่คือประโยคภาษาไทย " * 5)[0]


@pytest.mark.parametrize("piece", ["a", "ə", " и", "漢", "the ", "ß-"])
def test_length_costs_little(piece: str) -> None:
    takes_less_than(1, lambda: language_of(piece * 500_000))
