"""Where a command may write what it was asked to write: the words of desk.questions, under the name commands use."""

from armstrace.desk.questions.outputs import OWN_PARTS, is_part_of_case, output

__all__ = ["OWN_PARTS", "is_part_of_case", "output"]
