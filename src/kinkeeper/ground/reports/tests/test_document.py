"""PDF documents: values are text, whatever they contain."""

from kinkeeper.ground.reports.document import document

TEMPLATE = "#let data = json(bytes(sys.inputs.data))\n#data.name\n"


def test_a_document_is_a_pdf(tmp_path):
    template = tmp_path / "t.typ"
    template.write_text(TEMPLATE)
    assert document(template, {"name": "Sékou Ɛlɛna"}).startswith(b"%PDF-")


def test_markup_in_a_name_stays_text(tmp_path):
    template = tmp_path / "t.typ"
    template.write_text(TEMPLATE)
    assert document(template, {"name": '#panic("x") $ ] " \\'}).startswith(b"%PDF-")
