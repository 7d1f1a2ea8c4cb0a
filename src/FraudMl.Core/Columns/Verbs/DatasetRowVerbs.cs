using System.Buffers;

namespace FraudMl;

/// <summary>Chooses rows of datasets.</summary>
public static class DatasetRowVerbs
{
    extension(Dataset data)
    {
        /// <summary>Returns the rows that fulfil a condition, in their order, for example
        /// <c>row =&gt; row["Amount"] &gt; 100 &amp;&amp; row.Text("Channel") == "web"</c>.</summary>
        /// <remarks>The condition is C# that is run once for each row, in order; it is not part of any model.</remarks>
        /// <param name="condition">The condition.</param>
        public Dataset Where(Func<DatasetRow, bool> condition)
        {
            ArgumentNullException.ThrowIfNull(condition);
            int[] rows = ArrayPool<int>.Shared.Rent(data.RowCount);
            try
            {
                int count = 0;
                for (int row = 0; row < data.RowCount; row++)
                {
                    if (condition(new DatasetRow(data, row))) rows[count++] = row;
                }

                return data.Take(rows.AsSpan(0, count));
            }
            finally
            {
                ArrayPool<int>.Shared.Return(rows);
            }
        }

        /// <summary>Returns the first rows, all of them where there are fewer.</summary>
        /// <param name="count">How many, at least 0. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when the number is negative.</exception>
        public Dataset Head(int count = 5)
        {
            if (count < 0) throw new FraudMlException(FormattableString.Invariant($"Head takes at least 0 rows. Got {count} instead."));
            int[] rows = new int[Math.Min(count, data.RowCount)];
            for (int row = 0; row < rows.Length; row++) rows[row] = row;
            return data.Take(rows);
        }
    }
}
