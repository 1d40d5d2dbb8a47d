"""What tables of treaty acts share: rows, columns, dates."""
