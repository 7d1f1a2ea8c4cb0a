using System.Diagnostics.CodeAnalysis;
using FraudMl.Explanations;

namespace FraudMl.Serving;

/// <summary>Asks the model that is in the slot, and tells the telemetry as the endpoints do.</summary>
internal sealed class FraudScorer(ModelSlot slot, ScoringTelemetry telemetry) : IFraudScorer
{
    public ServedModel Served => slot.Required;

    public double Score<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row)
        where T : notnull
    {
        using ScoringTelemetry.Scoring scoring = telemetry.Begin(Served);
        double probability = scoring.Model.Score(row);
        scoring.Done(rowCount: 1);
        return probability;
    }

    public double Score(IReadOnlyDictionary<string, object?> row)
    {
        using ScoringTelemetry.Scoring scoring = telemetry.Begin(Served);
        double probability = scoring.Model.Score(row);
        scoring.Done(rowCount: 1);
        return probability;
    }

    public double[] Score<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(IEnumerable<T> rows)
        where T : notnull
    {
        using ScoringTelemetry.Scoring scoring = telemetry.Begin(Served);
        double[] probabilities = scoring.Model.Score(rows);
        scoring.Done(probabilities.Length);
        return probabilities;
    }

    public bool Decide<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row)
        where T : notnull
    {
        using ScoringTelemetry.Scoring scoring = telemetry.Begin(Served);
        bool isFlagged = scoring.Model.Decide(row);
        scoring.Done(rowCount: 1, flaggedCount: isFlagged ? 1 : 0);
        return isFlagged;
    }

    public bool Decide(IReadOnlyDictionary<string, object?> row)
    {
        using ScoringTelemetry.Scoring scoring = telemetry.Begin(Served);
        bool isFlagged = scoring.Model.Decide(row);
        scoring.Done(rowCount: 1, flaggedCount: isFlagged ? 1 : 0);
        return isFlagged;
    }

    public bool[] Decide<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(IEnumerable<T> rows)
        where T : notnull
    {
        using ScoringTelemetry.Scoring scoring = telemetry.Begin(Served);
        bool[] flags = scoring.Model.Decide(rows);
        scoring.Done(flags.Length, flags.Count(true));
        return flags;
    }

    public Explanation Explain<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row, int top = 5)
        where T : notnull
    {
        using ScoringTelemetry.Scoring scoring = telemetry.Begin(Served);
        Explanation explanation = scoring.Model.Explain(row, top);
        scoring.Done(rowCount: 1);
        return explanation;
    }

    public override string ToString() => "scores by the served model";
}
