"""Files that a person might hand in, good and bad, made for the tests; no figure in them is real."""

from collections.abc import Iterable, Sequence
from pathlib import Path

PUBLISHED = "2020-11-20"
SUPPORTED = "Israel supplied 60 percent of Azerbaijan's arms imports between 2015 and 2019."
TREATIES = "Neither Armenia nor Azerbaijan are signatories to the Convention on Cluster Munitions."
ARTICLE = f"Who arms whom\n\n{SUPPORTED}\n\n{TREATIES}\n"

COLUMNS = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
    "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,"
    "Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production"
)
_PREAMBLE = (
    "Transfers of major conventional arms from All countries to All countries. "
    "Deals with deliveries or orders made for year range '2010' to '2022' \n"
    "Written for the tests of armstrace: none of these deals took place.\n\n"
    "Source: invented; in the form of the SIPRI Arms Transfers Database.\n"
)
Row = tuple[str, str, int, float]
ROWS: tuple[Row, ...] = (
    ("Israel", "Azerbaijan", 2016, 60.0),
    ("Russia", "Azerbaijan", 2017, 40.0),
    ("Russia", "Armenia", 2015, 25.0),
)


def deliveries(rows: Iterable[Row] = ROWS, *, generated: str = "5 May 2023 1:02:03 PM", columns: str = COLUMNS) -> str:
    """Write a register of deliveries: (supplier, recipient, year, million TIV) a row."""
    made = f"Data generated: {generated}\n" if generated else "\n"
    return _PREAMBLE + made + columns + "\n" + "".join(delivery_row(number, row) for number, row in enumerate(rows, 1))


def delivery_row(number: int, row: Row, description: str = "UAV") -> str:
    """Write one row of a register of deliveries."""
    supplier, recipient, year, tiv = row
    return (
        f"{number},{supplier},{recipient},Kestrel-{number},{description},Aircraft,{year - 1},No,1,No,{year},No,New,"
        f"{tiv},{tiv},{tiv},No\n"
    )


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and give its path."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def article_and_register(folder: Path) -> tuple[Path, Path]:
    """Write an article and the register that bears it out."""
    return write(folder, "article.txt", ARTICLE), write(folder, "deliveries.csv", deliveries())


def tree(folder: Path) -> dict[str, bytes | None]:
    """Give every file below a folder with its bytes, folders with None."""
    found = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes() for path in found}


def lines_of(case: Path) -> Sequence[bytes]:
    """Give the lines of a case's ledger."""
    return (case / "ledger.jsonl").read_bytes().splitlines()
