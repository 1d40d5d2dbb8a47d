"""The small words that give a language away: articles, pronouns, conjunctions, prepositions, the verb to be.

Written down from general knowledge of each language; only words that none or few of the others share are of use, and a
word that two of them share counts for both.
"""

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "en": "English",
    "ru": "Russian",
    "uk": "Ukrainian",
    "sr": "Serbian",
    "hy": "Armenian",
    "ka": "Georgian",
    "el": "Greek",
    "he": "Hebrew",
    "ar": "Arabic",
    "fa": "Persian",
    "az": "Azerbaijani",
    "tr": "Turkish",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "pl": "Polish",
    "nl": "Dutch",
    "ro": "Romanian",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "und": "an unknown language",
}
# languages with a script of their own
OF_SCRIPT: Mapping[str, str] = {"Armenian": "hy", "Georgian": "ka", "Greek": "el", "Hebrew": "he", "Hangul": "ko"}

LATIN: Mapping[str, str] = {
    "en": "the of and to in is was were that for on with as by at from it his her their which has have had been be are "
    "this an not but who will would said they he she we you its or after into about than when there more no",
    "fr": "le la les des et est une un du dans que qui pour pas sur au aux par plus avec ce cette ont a été sont il elle "
    "se ne son sa ses leur était mais ou nous vous d l qu n c",
    "de": "der die das und ist von den dem des ein eine einer eines nicht mit auf für sich auch im zu als an werden wurde "
    "wurden hat haben sind war bei nach aus wie aber oder über zum zur durch noch nur er sie es wir dass",
    "es": "el la los las de que y en un una es por con para del se no su sus al lo como más pero fue ha han son era este "
    "esta entre cuando sobre también sin hasta desde está según",
    "it": "il la lo gli le di che è e un una per con non del della dei delle nel nella sono al alla come più ha hanno "
    "anche si da dal dalla ma stato era questo questa i degli sul",
    "pt": "o a os as de que e em um uma do da dos das no na nos nas para com não se por mais foi ao são como mas ele ela "
    "seu sua está também pelo pela entre quando já tem",
    "pl": "i w na z że się nie do jest o to jak po za od przez ale dla są był była było oraz które który która ze przed "
    "pod już tym tego ma być także",
    "tr": "ve bir bu için ile de da olarak olan olduğu gibi daha çok en kadar sonra göre ise değil ancak ya ne her o tarafından "
    "etti dedi oldu edildi üzerinde arasında",
    "az": "və bir bu üçün ilə də da olan kimi daha çox ən qədər sonra görə isə deyil ancaq amma ki hər o tərəfindən etdi "
    "dedi oldu edib edilib olub üzərində arasında bildirib",
    "sr": "i u je se na da su za od sa koji koja koje nije ili kao će bi ali što ne po do iz o bio bila bilo ovo tog biti "
    "kako već još samo zbog među između prema",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij maar door naar uit dan nog werd "
    "heeft hij ze wij deze dit worden hebben tot over",
    "ro": "și în de la cu pe un o că nu este care din pentru sunt a fost mai ca dar au ale lui prin sau după între acest "
    "această fi să se al",
}
CYRILLIC: Mapping[str, str] = {
    "ru": "и в не на что с по как это из к за от а о для у же но был была было были его её их они мы он она при после "
    "также или только во со бы этого который которые до если уже",
    "uk": "і в не на що з та у як це до за від а про для є але був була було були його її їх вони ми він вона при після "
    "також або тільки щоб цього який які якщо вже й із",
    "sr": "и у је се на да су за од са који која које није или као ће би али што не по до из о био била било ово тог "
    "бити како већ још само због међу између према",
}
ARABIC: Mapping[str, str] = {
    "ar": "في من على إلى أن التي الذي هذا هذه عن مع كان كانت لا ما أو ثم بعد قبل بين كما قد لم إن ذلك تلك حيث قال غير "
    "كل عند منذ حتى لكن وقد هو هي",
    "fa": "و در به از که این را با است برای آن یک خود تا بر هم نیز شد شده بود کرد ها می اما هر یا پس گفت دارد باید بین "
    "کرده شود نمی های",
}
# letters that only one of a script's languages has
TELLING: Mapping[str, Mapping[str, str]] = {
    "Latin": {"az": "ə", "pl": "łśźżćńęą", "pt": "ãõ", "es": "ñ¿¡", "de": "ß", "tr": "ğ", "ro": "țșă", "sr": "đ"},
    "Cyrillic": {"ru": "ыэёъ", "uk": "іїєґ", "sr": "ђјљњћџ"},
    "Arabic": {"ar": "ةيىكأإ", "fa": "پچژگکی"},
}
WORDS: Mapping[str, Mapping[str, str]] = {"Latin": LATIN, "Cyrillic": CYRILLIC, "Arabic": ARABIC}
