"""Saves a filled-in workbook the way other programs do, for DialectTests.

Needs openpyxl 3.1.5 (PyPI) and LibreOffice 7.4.7 (Debian's libreoffice-calc-nogui):

    RECORD=1 script/test DialectTests      # writes written.xlsx
    python make_dialects.py                # fills it in, and saves it by both
"""

import pathlib
import shutil
import subprocess
import tempfile

import openpyxl

HERE = pathlib.Path(__file__).parent
ANSWERS = {
    "E6": "yes with artefact",
    "F6": "docs/a.md\nhttps://example.org/ü?a=1&b=<2>",
    "G6": "=1+1 is no formula here\nsecond line",
    "H6": "mara",
    "E7": "no",
    "G7": "  Größe ≠ 😀  ",
    "E11": "not applicable",
    "G11": "It is a toy.",
    "H11": "Kofi Mensah",
}


def main() -> None:
    book = openpyxl.load_workbook(HERE / "written.xlsx")
    sheet = book["Small score"]
    for cell, text in ANSWERS.items():
        sheet[cell].value = text
        sheet[cell].data_type = "s"
    notes = book.create_sheet("Our notes")
    notes["A1"] = "=SUM(1, 2)"
    notes["A2"] = 3.5
    notes["A3"] = True
    by_openpyxl = HERE / f"openpyxl-{openpyxl.__version__}.xlsx"
    book.save(by_openpyxl)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "ods", "--outdir", folder, by_openpyxl],
            check=True)
        # By its own format and back: nothing of the first writer is left.
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", folder,
             pathlib.Path(folder) / by_openpyxl.with_suffix(".ods").name],
            check=True)
        shutil.copy(pathlib.Path(folder) / by_openpyxl.name, HERE / "libreoffice-7.4.7.xlsx")


main()
