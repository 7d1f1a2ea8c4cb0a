namespace FraudMl;

/// <summary>What a feature of categories may hold.</summary>
internal static class CategoryValues
{
    // LightGBM cuts the rest of a number off, and a float32 cannot tell larger categories apart.
    private const int First = 1 << 24;

    /// <summary>Throws unless every category is a whole number below 2²⁴; one below 0 counts as missing, as LightGBM takes it.</summary>
    public static void Require(FeatureMatrix matrix)
    {
        for (int column = 0; column < matrix.ColumnCount; column++)
        {
            if (matrix.Columns[column].Kind != FeatureKind.Categorical) continue;
            int broken = 0;
            for (int row = 0; row < matrix.RowCount; row++)
            {
                float value = matrix.Row(row)[column];
                if (!float.IsNaN(value) && !(value == MathF.Truncate(value) && MathF.Abs(value) < First)) broken++;
            }

            if (broken == 0) continue;
            string name = matrix.Columns[column].Name;
            throw new FraudMlException(
                $"LightGBM takes categories as whole numbers below {First}, and '{name}' has others in {broken} of {matrix.RowCount} "
                + "rows. Let .Categorical(…) number them, and change the numbers by no later step.") { ColumnName = name };
        }
    }
}
