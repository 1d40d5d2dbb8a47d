"""The dossier as a PDF: the page's own sentences, set in type by typst; nothing of the evidence is ever markup."""
