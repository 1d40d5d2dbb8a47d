"""The best assignment between two small sets of rows: which goes with which so that the fewest cells differ.

Method: the Hungarian algorithm with potentials (Kuhn 1955, Munkres 1957), in the order n*n*m for n rows against m.
"""

from collections.abc import Sequence

_FAR = float("inf")


def assign(costs: Sequence[Sequence[float]]) -> list[int]:
    """Give for each row of a table of costs its column, each column once, so that the sum is the least possible.

    There are at least as many columns as rows.

    >>> assign([[4, 1, 3], [2, 0, 5]])
    [1, 0]
    """
    if not costs:
        return []
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken_by = [0] * (columns + 1)  # rows count from 1; column 0 stands for "the row that is being placed"
    for row in range(1, rows + 1):
        taken_by[0] = row
        _place(costs, of_row, of_column, taken_by)
    chosen = [0] * rows
    for column in range(1, columns + 1):
        if taken_by[column]:
            chosen[taken_by[column] - 1] = column - 1
    return chosen


def _place(costs: Sequence[Sequence[float]], of_row: list[float], of_column: list[float], taken_by: list[int]) -> None:
    """Place one more row: along the cheapest path of exchanges that ends in a column which is free."""
    columns = len(of_column)
    least, came_from, passed = [_FAR] * columns, [0] * columns, [False] * columns
    here = 0
    while True:
        passed[here] = True
        row, step, there = taken_by[here], _FAR, 0
        for column in range(1, columns):
            if passed[column]:
                continue
            over = costs[row - 1][column - 1] - of_row[row] - of_column[column]
            if over < least[column]:
                least[column], came_from[column] = over, here
            if least[column] < step:
                step, there = least[column], column
        for column in range(columns):
            if passed[column]:
                of_row[taken_by[column]] += step
                of_column[column] -= step
            else:
                least[column] -= step
        here = there
        if not taken_by[here]:
            break
    while here:
        taken_by[here] = taken_by[came_from[here]]
        here = came_from[here]
