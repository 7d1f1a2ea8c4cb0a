using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML;

namespace FraudMl.Tests;

/// <summary>
/// One model for each kind of part that a file can hold. Their files were written once, by the code of the day they were added, and are
/// never written again: set FRAUDML_ACCEPT_GOLDEN=1 to write those that are missing.
/// </summary>
internal static class GoldenModels
{
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dataset Training = FeatureData.Rows(240);

    private static readonly Dictionary<string, Func<FraudModel>> Makers = new()
    {
        ["logistic-regression"] = () => Pipeline().Train(Trainers.LogisticRegression()).Build().Fit(Training),
        ["sdca"] = () => Pipeline().Train(Trainers.Sdca()).Build().Fit(Training),
        ["fast-forest"] = () => Pipeline().Train(Trainers.FastForest(new() { TreeCount = 6, LeafCount = 6 })).Build().Fit(Training),
        ["fast-tree"] = () => Pipeline().Train(Trainers.FastTree(new() { TreeCount = 6, LeafCount = 6 })).Build().Fit(Training),
        ["gam"] = () => Pipeline().Train(Trainers.Gam(new() { IterationCount = 20, MaximumBinCount = 8 })).Build().Fit(Training),
        ["ml-net-model"] = () => Pipeline().Train(Kept()).Build().Fit(Training),
        ["average"] = () => Pipeline().Train(Trainers.Average([Trees(), Trainers.LogisticRegression()])).Build().Fit(Training),
        ["rank-average"] = () => Pipeline().Train(Trainers.RankAverage([Trees(), Trainers.LogisticRegression()])).Build().Fit(Training),
        ["stack"] = () => Pipeline().Train(Trainers.Stack([Trees(), Trainers.LogisticRegression()])).Build().Fit(Training),
        ["greedy-selection"] = () => Pipeline().Train(Trainers.GreedySelection([Trees(), Trainers.LogisticRegression()])).Build().Fit(Training),
        ["platt"] = () => Pipeline().Train(Trees()).Calibrate(Calibrators.Platt()).Build().Fit(Training),
        ["isotonic"] = () => Pipeline().Train(Trees()).Calibrate(Calibrators.Isotonic()).Build().Fit(Training),
        ["beta"] = () => Pipeline().Train(Trees()).Calibrate(Calibrators.Beta()).Build().Fit(Training),
        ["temperature"] = () => Pipeline().Train(Trees()).Calibrate(Calibrators.Temperature()).Build().Fit(Training),
        ["prior"] = () => Pipeline().Train(Trees()).Build().Fit(Training).With(new PriorCorrection(-1.25), null),
        ["threshold"] = () => Pipeline().Train(Trees()).DecideBy(Thresholds.BestFBeta(2)).Build().Fit(Training),
        ["cost"] = () => Pipeline().Train(Trees()).DecideBy(Costs.PerTransaction(
            row => row["balance"] > 0 ? Math.Abs(row["balance"]) * 100 : 50, 5)).Build().Fit(Training),
        ["windows"] = () => Pipeline().Train(Trees()).Build().Fit(WithWindows(Training)),
        ["reasons"] = () => Pipeline().Train(Trees()).Build().Fit(Training).WithReasons(new()
        {
            Texts = new Dictionary<string, string> { ["amount"] = "{value} € is unusual" },
            Hidden = ["city"],
        }),
    };

    // A file outlives the case that made it: cases get other names, and the file is read all the same.
    public static IReadOnlyList<string> Names { get; } = Named();

    /// <summary>Returns the file of a model.</summary>
    public static byte[] File(string name) => System.IO.File.ReadAllBytes(PathOf(name, "fraudml"));

    /// <summary>Returns the rows that were scored, the probabilities and the flags they got.</summary>
    public static (Dataset Rows, double[] Probabilities, bool[]? Flags) Scored(string name)
    {
        Answers answers = JsonSerializer.Deserialize<Answers>(System.IO.File.ReadAllText(PathOf(name, "json")), Json)!;
        return (new Dataset([.. answers.Rows.Select(row => row.ToColumn())]), answers.Probabilities, answers.Flags);
    }

    private static IReadOnlyList<string> Named()
    {
        if (Environment.GetEnvironmentVariable("FRAUDML_ACCEPT_GOLDEN") == "1")
        {
            foreach (string name in StepContractCases.Names.Select(Slug).Concat(Makers.Keys).Where(name => !System.IO.File.Exists(PathOf(name, "fraudml")))) Write(name);
        }

        string[] files = Directory.GetFiles(Path.GetDirectoryName(PathOf("any", "fraudml"))!, "*.fraudml");
        return [.. files.Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
    }

    private static FraudPipelineBuilder Pipeline() =>
        new FraudPipelineBuilder().Impute(Columns.Numbers).OneHot("city").Drop(Columns.Texts).Drop(Columns.Timestamps);

    private static ITrainer Trees() => Trainers.FastTree(new() { TreeCount = 3, LeafCount = 4 });

    private static ITrainer Kept() => Trainers.FromMlNet(ml => ml.BinaryClassification.Trainers.LdSvm(numberOfIterations: 200, treeDepth: 1));

    private static Dataset WithWindows(Dataset rows) =>
        rows.WithWindows(Velocity.Per("city").Over(TimeSpan.FromDays(2000)).Count().Mean("balance").Delayed(TimeSpan.FromDays(7)).SinceLast());

    private static string Slug(string step) => "step-" + new string([.. step.ToLowerInvariant().Replace(", ", "-", StringComparison.Ordinal)
        .Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);

    private static void Write(string name)
    {
        string? step = StepContractCases.Names.SingleOrDefault(step => Slug(step) == name);
        FraudModel model = step is null ? Makers[name]() : StepContractCases.Model(StepContractCases.Fit(step, Training).Features);
        using (FileStream file = System.IO.File.Create(PathOf(name, "fraudml"))) model.Save(file);
        Dataset rows = (name == "windows" ? WithWindows(Training) : Training).Take([.. Enumerable.Range(0, 12)]);
        var answers = new Answers(
            [.. model.Inputs.Select(input => Column.Of(rows[input.Name]))], model.Score(rows), model.Decision is null ? null : model.Decide(rows));
        System.IO.File.WriteAllText(PathOf(name, "json"), JsonSerializer.Serialize(answers, Json) + "\n", new UTF8Encoding(false));
    }

    private static string PathOf(string name, string extension) => Path.Combine(Root(), "tests", "FraudMl.Core.Tests", "Golden", "Models", $"{name}.{extension}");

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "FraudMl.Sdk.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("FraudMl.Sdk.sln is in no folder above the tests.");
    }

    private sealed record Answers(Column[] Rows, double[] Probabilities, bool[]? Flags);

    private sealed record Column(string Name, float[]? Numbers, string?[]? Texts, long[]? Times)
    {
        public static Column Of(DataColumn column) => column switch
        {
            NumberColumn numbers => new(column.Name, numbers.Values.ToArray(), null, null),
            TextColumn texts => new(column.Name, null, [.. texts.Codes.ToArray().Select(code => code < 0 ? null : texts.Dictionary.Texts[code])], null),
            _ => new(column.Name, null, null, ((TimestampColumn)column).Values.ToArray()),
        };

        public DataColumn ToColumn()
        {
            if (Numbers is not null) return new NumberColumn(Name, Numbers);
            if (Times is not null) return new TimestampColumn(Name, Times, ColumnRoles.Feature);
            var dictionary = new TextDictionary([.. Texts!.OfType<string>().Distinct()]);
            return new TextColumn(Name, [.. Texts!.Select(text => text is null ? TextDictionary.Missing : dictionary.CodeOf(text))], dictionary);
        }
    }
}
