namespace FraudMl.Tests;

/// <summary>A request of one row takes nothing from the heap, whatever steps stand before the model.</summary>
[Collection(StepContractCases.LoadSwitch)]
public sealed class SessionAllocationTests
{
    // ML.NET's own mappers make a row's vectors anew.
    public static TheoryData<string> Names => [.. StepContractCases.Names.Where(name => name != "ML.NET")];

    [Theory, MemberData(nameof(Names))]
    public void A_row_that_is_scored_in_a_warm_session_costs_no_memory(string name)
    {
        FraudModel model = StepContractCases.Model(StepContractCases.Fit(name, FeatureData.Rows(1000)).Features);
        for (int row = 0; row < 200; row++) Score(model, row);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int row = 0; row < 100; row++) Score(model, row);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void Score(FraudModel model, int row)
    {
        using ScoringSession session = model.OpenSession(1);
        for (int input = 0; input < model.Inputs.Count; input++)
        {
            switch (model.Inputs[input].Kind)
            {
                case ColumnKind.Number: session.SetNumber(0, input, row); break;
                case ColumnKind.Text: session.SetText(0, input, row % 2 == 0 ? model.Inputs[input].Texts![0] : ""); break;
                default: session.SetTimestamp(0, input, row * 3_600_000_000L); break;
            }
        }

        session.Score();
    }
}
