using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>Encoders of text against scikit-learn: their maths in doubles, and the steps through a Dataset's 32-bit floats.</summary>
public sealed class EncoderGoldenTests
{
    public static TheoryData<string> OneHots => EncoderGolden.Names("OneHotEncoder");

    public static TheoryData<string> Ordinals => EncoderGolden.Names("OrdinalEncoder");

    public static TheoryData<string> Frequencies => EncoderGolden.Names("FrequencyEncoder");

    public static TheoryData<string> TargetMeans => EncoderGolden.Names("TargetEncoderMEstimate", "TargetEncoderAuto");

    public static TheoryData<string> CrossFits => EncoderGolden.Names("TargetEncoderOutOfFold", "TargetEncoderOrdered");

    public static TheoryData<string> Weights => EncoderGolden.Names("WeightOfEvidence");

    [Theory, MemberData(nameof(OneHots))]
    public void One_hot_is_scikit_learns(string name)
    {
        JsonObject golden = EncoderGolden.Case(name);
        JsonNode given = golden["params"]!;
        double frequency = given["min_frequency"] is { } minimum ? (double)minimum : 1;
        var step = new OneHotStep(Columns.Texts, new OneHotOptions
        {
            Unknown = (string)given["handle_unknown"]! switch { "ignore" => UnknownCategory.Ignore, "error" => UnknownCategory.Error,
                _ => UnknownCategory.Infrequent },
            MinimumCount = frequency >= 1 ? (int)frequency : 1,
            MinimumShare = frequency < 1 ? frequency : 0,
            MaximumIndicatorCount = given["max_categories"] is { } limit ? (int)limit : null,
            Drop = (string?)given["drop"] switch { "first" => DroppedCategory.First, "if_binary" => DroppedCategory.FirstIfBinary,
                _ => DroppedCategory.None },
        });
        if (golden["test_out"] is not null)
        {
            EncoderGolden.ShouldMatch(golden, step);
            return;
        }

        FittedFeatures features = FittedFeatures.Fit([step], EncoderGolden.Texts(golden, "train"),
            new StepContext(1, Folds.Stratified(2))).Features;
        Should.Throw<FraudMlException>(() => features.Transform(EncoderGolden.Texts(golden, "test"))).Message
            .ShouldContain("has a category that training did not see. Use UnknownCategory.Ignore to give it zeros.");
    }

    [Theory, MemberData(nameof(Ordinals))]
    public void Ordinal_is_scikit_learns(string name)
    {
        JsonObject golden = EncoderGolden.Case(name);
        // scikit-learn's encoded_missing_value is for NaN: null is a category, the last, whatever it says.
        EncoderGolden.ShouldMatch(golden,
            new OrdinalStep(Columns.Texts, new OrdinalOptions { UnknownValue = (double)golden["params"]!["unknown_value"]! }));
    }

    [Theory, MemberData(nameof(Frequencies))]
    public void Frequency_is_count_over_rows(string name)
    {
        JsonObject golden = EncoderGolden.Case(name);
        EncoderGolden.ShouldMatch(golden,
            new FrequencyStep(Columns.Texts, new FrequencyOptions { AsCount = !(bool)golden["params"]!["normalize"]! }));
    }

    [Theory, MemberData(nameof(TargetMeans))]
    public void Target_means_are_those_of_the_formula(string name)
    {
        JsonObject golden = EncoderGolden.Case(name);
        double? smoothing = (double?)golden["params"]!["m"];
        TextCategories categories = Categories(golden);
        TargetMeans means = TargetCrossFitting.Means(categories.OfRow, categories.Count, EncoderGolden.Targets(golden));

        means.Prior.ShouldMatch(GoldenMetrics.Double(golden["fitted"]!["prior"]), "prior");
        foreach (JsonNode? pair in golden["fitted"]!["encoding"]!.AsArray())
            means.Of(Category(categories, (string?)pair![0]), smoothing).ShouldMatch(GoldenMetrics.Double(pair[1]), $"{pair[0]}");
        if (name.Contains("binary", StringComparison.Ordinal))
            EncoderGolden.ShouldMatch(golden, new TargetMeanStep(Columns.Texts, new TargetMeanOptions { Smoothing = smoothing }));
    }

    [Theory, MemberData(nameof(CrossFits))]
    public void Training_rows_get_the_cross_fitted_means(string name)
    {
        JsonObject golden = EncoderGolden.Case(name);
        double smoothing = (double)golden["params"]!["m"]!;
        TextCategories categories = Categories(golden);
        double[] targets = EncoderGolden.Targets(golden);
        double[] encoded = golden["params"]!["folds"] is { } folds
            ? TargetCrossFitting.OutOfFold(categories.OfRow, categories.Count, targets,
                FoldsOf([.. folds.AsArray().Select(fold => (int)fold!)]), smoothing, 0)
            : TargetCrossFitting.Ordered(
                categories.OfRow, categories.Count, targets, [.. Enumerable.Range(0, targets.Length)], 0, smoothing,
                (double)golden["params"]!["prior"]!, 1);

        encoded.ShouldMatch(golden["train_out"]!, name);
    }

    [Theory, MemberData(nameof(Weights))]
    public void Weights_of_evidence_are_those_of_the_formula(string name)
    {
        JsonObject golden = EncoderGolden.Case(name);
        TextCategories categories = Categories(golden);
        bool[] labels = [.. EncoderGolden.Targets(golden).Select(target => target == 1)];
        EvidenceFit fit = EvidenceFit.Of(categories, labels, [.. Enumerable.Range(0, labels.Length)], new WeightOfEvidenceOptions());

        foreach (JsonNode? pair in golden["fitted"]!["woe"]!.AsArray())
            fit.Weights[Category(categories, (string?)pair![0])].ShouldMatch(GoldenMetrics.Double(pair[1]), $"{pair[0]}");
        fit.Table.InformationValue.ShouldMatch(GoldenMetrics.Double(golden["fitted"]!["iv"]), "iv");
        EncoderGolden.ShouldMatch(golden, new WeightOfEvidenceStep(Columns.Texts, new WeightOfEvidenceOptions()));
    }

    private static TextCategories Categories(JsonObject golden)
    {
        Dataset data = EncoderGolden.Texts(golden, "train");
        RowSchema inputs = ModelInputs.Of(data);
        return TextCategories.Of(new TrainingRows(inputs, ModelInputs.Load(data, inputs), data.Labels.ToArray()), inputs.Columns[0]);
    }

    private static int Category(TextCategories categories, string? text) =>
        text is null ? categories.Missing : new TextDictionary(categories.Column.Texts!).CodeOf(text);

    private static Fold[] FoldsOf(int[] foldOf) => [.. Enumerable.Range(0, foldOf.Max() + 1).Select(fold => new Fold(
        [.. Enumerable.Range(0, foldOf.Length).Where(row => foldOf[row] != fold)],
        [.. Enumerable.Range(0, foldOf.Length).Where(row => foldOf[row] == fold)]))];
}
