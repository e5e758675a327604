using System.Collections.Immutable;

namespace Rattache.Core.Imports.Onde;

/// <summary>The pairs of rows and accounts that, all together, have the most in common; each in one pair at most.</summary>
internal static class OndePairing
{
    /// <summary>Rows, or accounts, of one search. Who is one of so many of the same name is nobody in particular.</summary>
    public const int Most = 40;

    /// <param name="likeness">Of each row to each account; 0 where they cannot be one.</param>
    /// <returns>For each row, the account, and whether another choice would have been as good; null where it has none.</returns>
    public static ImmutableArray<(int Account, bool IsContested)?> Best(long[,] likeness)
    {
        var (rows, accounts) = (likeness.GetLength(0), likeness.GetLength(1));
        var best = Assign(likeness);
        var total = Total(likeness, best);
        var pairs = new (int, bool)?[rows];
        var others = Enumerable.Range(0, rows).Sum(r => Enumerable.Range(0, accounts).Count(a => likeness[r, a] > 0));
        for (var r = 0; r < rows; r++)
        {
            if (best[r] < 0)
            {
                continue;
            }

            var without = (long[,])likeness.Clone();
            without[r, best[r]] = 0;
            pairs[r] = (best[r], others > 1 && Total(without, Assign(without)) == total);
        }

        return [.. pairs];
    }

    private static long Total(long[,] likeness, int[] chosen) =>
        Enumerable.Range(0, chosen.Length).Where(r => chosen[r] >= 0).Sum(r => likeness[r, chosen[r]]);

    /// <summary>
    /// The Hungarian method (Kuhn 1955) with potentials, over a square that is filled up with pairs of nothing in common. Of choices equally
    /// good it takes one by position, so positions must not come from a file.
    /// </summary>
    private static int[] Assign(long[,] likeness)
    {
        var (rows, accounts) = (likeness.GetLength(0), likeness.GetLength(1));
        var size = Math.Max(rows, accounts);
        var (ofRow, ofColumn, rowOf, way) = (new long[size + 1], new long[size + 1], new int[size + 1], new int[size + 1]);
        for (var row = 1; row <= size; row++)
        {
            rowOf[0] = row;
            var column = 0;
            var slack = Enumerable.Repeat(long.MaxValue, size + 1).ToArray();
            var seen = new bool[size + 1];
            do
            {
                seen[column] = true;
                var (next, delta) = (0, long.MaxValue);
                for (var c = 1; c <= size; c++)
                {
                    if (!seen[c])
                    {
                        var cost = Cost(rowOf[column], c) - ofRow[rowOf[column]] - ofColumn[c];
                        (slack[c], way[c]) = cost < slack[c] ? (cost, column) : (slack[c], way[c]);
                        (delta, next) = slack[c] < delta ? (slack[c], c) : (delta, next);
                    }
                }

                for (var c = 0; c <= size; c++)
                {
                    if (seen[c])
                    {
                        ofRow[rowOf[c]] += delta;
                        ofColumn[c] -= delta;
                    }
                    else
                    {
                        slack[c] -= c == 0 ? 0 : delta;
                    }
                }

                column = next;
            } while (rowOf[column] != 0);

            for (; column != 0; column = way[column])
            {
                rowOf[column] = rowOf[way[column]];
            }
        }

        var chosen = Enumerable.Repeat(-1, rows).ToArray();
        for (var c = 1; c <= accounts; c++)
        {
            if (rowOf[c] <= rows && likeness[rowOf[c] - 1, c - 1] > 0)
            {
                chosen[rowOf[c] - 1] = c - 1;
            }
        }

        return chosen;

        long Cost(int row, int column) => row <= rows && column <= accounts ? -likeness[row - 1, column - 1] : 0;
    }
}
