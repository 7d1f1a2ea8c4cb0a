namespace FraudMl;

/// <summary>The rows of the smaller and of the larger class; frauds are the smaller one when there are as many of each.</summary>
internal sealed record ClassRows(bool MinorityLabel, int[] Minority, int[] Majority)
{
    /// <value>What a row of the smaller class is called.</value>
    public string MinorityName => MinorityLabel ? "fraud" : "legitimate";

    /// <summary>Splits training rows by class.</summary>
    public static ClassRows Of(TrainingData data, string who)
    {
        data.RequireBothClasses(who);
        int frauds = data.FraudCount;
        bool minority = frauds <= data.Labels.Length - frauds;
        return new ClassRows(minority, RowsOf(data.Labels.Span, minority), RowsOf(data.Labels.Span, !minority));
    }

    private static int[] RowsOf(ReadOnlySpan<bool> labels, bool label)
    {
        int[] rows = new int[labels.Count(label)];
        for (int row = 0, next = 0; row < labels.Length; row++)
        {
            if (labels[row] == label) rows[next++] = row;
        }

        return rows;
    }
}
