using System.Reflection;
using System.Text.RegularExpressions;

namespace FraudMl.Tests.TrainerContract;

/// <summary>What docs/trainers.md says that a weight is to each learner; a learner that it does not name fails.</summary>
internal static partial class WeightMeanings
{
    /// <summary>Returns <c>repetition</c>, <c>share</c>, <c>refused</c> or <c>what it is to …</c>.</summary>
    public static string Of(ITrainer learner)
    {
        string name = learner.GetType().GetCustomAttribute<DefinedAsAttribute>()?.Kind ?? "Trainers.FromMlNet";
        string[] lines = File.ReadAllLines(Path.Combine(Root(), "docs", "trainers.md"));
        string row = lines.SkipWhile(line => line != "## Weights").TakeWhile(line => !line.StartsWith("## Rows", StringComparison.Ordinal))
            .Where(line => line.Contains($"`{name}`", StringComparison.Ordinal))
                .ShouldHaveSingleItem($"docs/trainers.md, Weights, must say once what a weight is to {name}");
        return Row().Match(row).Groups["meaning"].Value;
    }

    /// <summary>Returns a learner whose leaves are as large as their weight says: how many rows a leaf needs counts rows, whatever they weigh.</summary>
    public static ITrainer SmallLeaves(ITrainer learner)
    {
        ValidatedOptions options = learner.Options with { };
        options.GetType().GetProperty("MinimumRowsPerLeaf")?.SetValue(options, 1);
        options.GetType().GetProperty("MinimumHessianPerLeaf")?.SetValue(options, 2);
        return learner.With(options);
    }

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FraudMl.Sdk.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"^\|[^|]*\| (?<meaning>[^|]*?) \|")]
    private static partial Regex Row();
}
