using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Tests;

/// <summary>
/// One model for each kind of part that a file can hold. Their files were written once, by the code of the day they were added, and are
/// never written again: set FRAUDML_ACCEPT_GOLDEN=1 to write those that are missing.
/// </summary>
internal static partial class GoldenModels
{
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Lazy<IReadOnlyList<string>> Files = new(Named);

    // A file outlives the case that made it: cases get other names, and the file is read all the same.
    public static IReadOnlyList<string> Names => Files.Value;

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
            IEnumerable<string> cases = StepContractCases.Names.Select(Slug).Concat(Makers.Keys);
            foreach (string name in cases.Where(name => !System.IO.File.Exists(PathOf(name, "fraudml")))) Write(name);
        }

        string[] files = Directory.GetFiles(Path.GetDirectoryName(PathOf("any", "fraudml"))!, "*.fraudml");
        return [.. files.Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
    }

    private static string Slug(string step) => "step-" + new string([.. step.ToLowerInvariant().Replace(", ", "-", StringComparison.Ordinal)
        .Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);

    private static void Write(string name)
    {
        string? step = StepContractCases.Names.SingleOrDefault(step => Slug(step) == name);
        FraudModel model = step is null ? Makers[name]() : StepContractCases.Model(StepContractCases.Fit(step, Training).Features);
        using (FileStream file = System.IO.File.Create(PathOf(name, "fraudml"))) model.Save(file);
        Dataset rows = RowsOf(name).Take([.. Enumerable.Range(0, 12)]);
        var answers = new Answers(
            [.. model.Inputs.Select(input => Column.Of(rows[input.Name]))], model.Score(rows),
            model.Decision is null ? null : model.Decide(rows));
        System.IO.File.WriteAllText(PathOf(name, "json"), JsonSerializer.Serialize(answers, Json) + "\n", new UTF8Encoding(false));
    }

    private static string PathOf(string name, string extension) =>
        Path.Combine(Root(), "tests", typeof(GoldenModels).Assembly.GetName().Name!, "Golden", "Models", $"{name}.{extension}");

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
            TextColumn texts => new(column.Name, null,
                [.. texts.Codes.ToArray().Select(code => code < 0 ? null : texts.Dictionary.Texts[code])], null),
            _ => new(column.Name, null, null, ((TimestampColumn)column).Values.ToArray()),
        };

        public DataColumn ToColumn()
        {
            if (Numbers is not null) return new NumberColumn(Name, Numbers);
            if (Times is not null) return new TimestampColumn(Name, Times, ColumnRoles.Feature);
            var dictionary = new TextDictionary([.. Texts!.OfType<string>().Distinct()]);
            return new TextColumn(Name, [.. Texts!.Select(text => text is null ? TextDictionary.Missing : dictionary.CodeOf(text))],
                dictionary);
        }
    }
}
