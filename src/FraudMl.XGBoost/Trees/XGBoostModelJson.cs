using System.Globalization;
using System.Text.Json;

namespace FraudMl;

/// <summary>Reads the trees of XGBoost's JSON model format.</summary>
internal static class XGBoostModelJson
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true };

    /// <summary>Returns the first trees of a model.</summary>
    public static TreeEnsemble Parse(ReadOnlySpan<byte> json, int featureCount, int treeCount)
    {
        Learner learner = Read(json).Learner;
        var builder = new TreeEnsembleBuilder(featureCount) { Bias = Bias(learner.LearnerModelParam.BaseScore) };
        foreach (XGBoostTree tree in learner.GradientBooster.Model.Trees.Take(treeCount)) builder.Add(tree.ToSplitTree());
        return builder.Build();
    }

    // A probability; XGBoost 3 writes a list of one.
    private static double Bias(string baseScore)
    {
        double probability = float.Parse(baseScore.Trim('[', ']'), CultureInfo.InvariantCulture);
        return -Math.Log((1 / probability) - 1);
    }

    private static Root Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<Root>(json, Json)!;
        }
        catch (JsonException e)
        {
            throw new FraudMlException("XGBoost's model JSON has another shape than its versions 1.6 to 3 write. Use one of those versions.", e);
        }
    }

    private sealed record Root(Learner Learner);

    private sealed record Learner(GradientBooster GradientBooster, LearnerModelParam LearnerModelParam);

    private sealed record GradientBooster(Model Model);

    private sealed record Model(IReadOnlyList<XGBoostTree> Trees);

    private sealed record LearnerModelParam(string BaseScore);
}
