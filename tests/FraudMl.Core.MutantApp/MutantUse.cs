using System.Diagnostics;
using FraudMl;

/// <summary>What came of a file: an exception, the memory and the time it took.</summary>
/// <param name="Loaded">Whether it loaded.</param>
/// <param name="Thrown">What was thrown, of loading or of use.</param>
/// <param name="LoadBytes">What loading took from the heap.</param>
/// <param name="UseBytes">What using it took.</param>
/// <param name="Seconds">How long both took of the processor.</param>
internal sealed record MutantUse(bool Loaded, Exception? Thrown, long LoadBytes, long UseBytes, double Seconds)
{
    private const int RowCount = 4;

    public static MutantUse Of(byte[] file)
    {
        // The process has one thread at work, so its processor time is that of the file even where the machine is busy.
        TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
        long before = GC.GetAllocatedBytesForCurrentThread(), loaded = before;
        FraudModel? model = null;
        Exception? thrown = null;
        try
        {
            using var stream = new MemoryStream(file);
            model = FraudModel.Load(stream);
            loaded = GC.GetAllocatedBytesForCurrentThread();
            Use(model);
        }
        catch (Exception problem)
        {
            thrown = problem;
        }

        if (model is null) loaded = GC.GetAllocatedBytesForCurrentThread();
        double seconds = (Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds;
        return new(model is not null, thrown, loaded - before, GC.GetAllocatedBytesForCurrentThread() - loaded, seconds);
    }

    private static void Use(FraudModel model)
    {
        Try(() =>
        {
            using ScoringSession session = model.OpenSession(RowCount);
            for (int row = 0; row < RowCount; row++) Fill(session, row);
            session.Score();
            _ = session.Costs();
        });
        Try(() =>
            model.Explain(new Dictionary<string, object?>(model.Inputs.Select(input => KeyValuePair.Create(input.Name, (object?)null)))));
        Try(() => model.ToOnnx());
        model.Save(Stream.Null);
    }

    // A sound model may refuse a row, a reason or a graph; each is tried.
    private static void Try(Action use)
    {
        try
        {
            use();
        }
        catch (FraudMlException)
        {
            // Said in words, which is all that is asked.
        }
    }

    private static void Fill(ScoringSession session, int row)
    {
        IReadOnlyList<SchemaColumn> inputs = session.Model.Inputs;
        for (int input = 0; input < inputs.Count && row > 0; input++)
        {
            switch (inputs[input].Kind)
            {
                case ColumnKind.Number:
                    session.SetNumber(row, input, row == 1 ? -1 : row * 1e20f);
                    break;
                case ColumnKind.Text:
                    session.SetText(row, input, row == 1 ? "nowhere" : inputs[input].Texts!.LastOrDefault("Brno"));
                    break;
                case ColumnKind.Timestamp:
                    session.SetTimestamp(row, input, row == 1 ? long.MaxValue : row * 86_400_000_000L);
                    break;
            }
        }
    }
}
