using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Reads the trees of XGBoost's JSON model format.</summary>
internal static partial class XGBoostModelJson
{
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
            return JsonSerializer.Deserialize(json, Json.Default.Root)!;
        }
        catch (JsonException e)
        {
            throw new FraudMlException("XGBoost's model JSON has another shape than its versions 1.6 to 3 write. Use one of those "
                + "versions.", e);
        }
    }

    internal sealed record Root(Learner Learner);

    internal sealed record Learner(GradientBooster GradientBooster, LearnerModelParam LearnerModelParam);

    internal sealed record GradientBooster(Model Model);

    internal sealed record Model(IReadOnlyList<XGBoostTree> Trees);

    internal sealed record LearnerModelParam(string BaseScore);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Root))]
    private sealed partial class Json : JsonSerializerContext;
}
