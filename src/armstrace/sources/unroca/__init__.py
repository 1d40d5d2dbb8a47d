"""What the UN Register of Conventional Arms asks for, and how its pages and answers write it down."""
