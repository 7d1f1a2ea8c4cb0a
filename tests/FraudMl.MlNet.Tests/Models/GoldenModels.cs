using Microsoft.ML;

namespace FraudMl.Tests;

/// <summary>How the models of ML.NET's kinds of parts were made.</summary>
internal static partial class GoldenModels
{
    private static readonly Dataset Training = FeatureData.Rows(240);

    private static readonly Dictionary<string, Func<FraudModel>> Makers = new()
    {
        ["ml-net-model"] = () => new FraudPipelineBuilder().Impute(Columns.Numbers).OneHot("city").Drop(Columns.Texts)
            .Drop(Columns.Timestamps)
            .Train(Trainers.FromMlNet(ml => ml.BinaryClassification.Trainers.LdSvm(numberOfIterations: 200, treeDepth: 1))).Build()
            .Fit(Training),
    };

    /// <summary>Returns what a model is saved as when it was loaded from its file.</summary>
    /// <remarks>Parts of ML.NET were Core's own when these files were written; they now tell the package that reads them.</remarks>
    public static byte[] SavedAgain(string name, byte[] saved)
    {
        string part = name.StartsWith("step", StringComparison.Ordinal) ? "step mlnet" : "scoring model ml.net";
        return StepContractCases.WithPayload(saved, json => $"{json[..^1]},\"packages\":{{\"{part}\":\"FraudMl.MlNet\"}}}}");
    }

    private static Dataset RowsOf(string _) => Training;
}
