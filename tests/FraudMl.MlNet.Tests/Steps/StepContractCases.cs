using Microsoft.ML;

namespace FraudMl.Tests;

/// <summary>How the step of ML.NET is made for the contract of steps: enrol a variant with other maths with one line.</summary>
internal static partial class StepContractCases
{
    // Refusals are promises too: a step that begins or ceases to refuse changes this list, and docs/onnx.md.
    private static readonly string[] Refusing = ["ML.NET, hashed texts"];

    private static readonly Dictionary<string, IFeatureStep[]> Enrolled = new()
    {
        ["ML.NET"] = [new MlNetStep(
            ml => ml.Transforms.Concatenate("V", "balance", "small")
                .Append(ml.Transforms.NormalizeMeanVariance("V", fixZero: false))
                .Append(ml.Transforms.Categorical.OneHotEncoding("kinds", "kind"))
                .Append(ml.Transforms.IndicateMissingValues("gone", "amount")),
            new MlNetOptions { Name = "MlNet(V)", Outputs = ["V", "kinds", "gone"] })],
        ["ML.NET, hashed texts"] =
        [
            new MlNetStep(ml => ml.Transforms.Categorical.OneHotHashEncoding("H", "city", numberOfBits: 3),
                new MlNetOptions { Name = "MlNet(H)" }),
        ],
    };
}
