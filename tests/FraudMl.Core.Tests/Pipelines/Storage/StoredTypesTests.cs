using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FraudMl.Onnx;

namespace FraudMl.Tests;

/// <summary>What may stand in a model file, and what is refused before it does.</summary>
[Collection(StepContractCases.LoadSwitch)]
public sealed class StoredTypesTests
{
    private static readonly Type[] Parts = [typeof(IFittedStep), typeof(ScoringModel), typeof(FittedCalibrator), typeof(FittedDecision)];

    public static TheoryData<string> Stored => [.. typeof(FraudModel).Assembly.GetTypes().Where(IsFitted).Select(type => type.FullName!)];

    [Theory, MemberData(nameof(Stored))]
    public void Every_fitted_type_has_a_name_and_a_golden_model_that_holds_it(string name)
    {
        Type type = typeof(FraudModel).Assembly.GetType(name, throwOnError: true)!;

        StoredType stored = StoredTypes.Known.Find(type).ShouldNotBeNull();

        stored.Name.ShouldBe(type.GetCustomAttribute<StoredAsAttribute>()!.Name);
        GoldenModels.Names.ShouldContain(
            golden => Encoding.UTF8.GetString(GoldenModels.File(golden))
                .Contains($"{{\"{stored.Part.Discriminator}\":\"{stored.Name}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Adding_a_type_again_changes_nothing()
    {
        StoredTypeSet before = StoredTypes.Known;

        StoredTypes.Add(CoreModelJson.Default.FittedImpute, CoreModelJson.Default.LinearModel);

        StoredTypes.Known.ShouldBeSameAs(before);
    }

    [Fact]
    public void Every_problem_of_types_that_are_added_is_told()
    {
        StoredTypeSet before = StoredTypes.Known;

        FraudMlException error = Should.Throw<FraudMlException>(() => StoredTypes.Add(
            Info<Nameless>(), Info<Shouting>(), Info<Hidden>(), Info<Impostor>(), Info<string>(), Info<AsText>()));

        error.Problems.ShouldBe(
        [
            "Nameless has no name in files. Give it one: [StoredAs(\"step-name\")].",
            "Shouting is stored as 'Acme Round!'. Names have 1 to 64 lower-case letters, digits, dots and hyphens.",
            "Hidden has a property 'Kind', which is where files say what calibrator it is. Rename it.",
            "Impostor is stored as 'impute', which is the name of FraudMl.FittedImpute of FraudMl.Core. Choose another name.",
            "String is no part of a model. Derive it from IFittedStep, ScoringModel, FittedCalibrator, FittedDecision.",
            "AsText is not written as a JSON object. Take its converter away.",
        ]);
        StoredTypes.Known.ShouldBeSameAs(before);
    }

    [Fact]
    public void A_part_that_nobody_added_is_not_saved()
    {
        FraudModel model = StepContractCases.Model(StepContractCases.Fit("one-hot", FeatureData.Rows()).Features)
            .With(new Forgotten(), null);

        Should.Throw<FraudMlException>(() => model.Save(Stream.Null)).Message.ShouldBe(
            "The calibrator Forgotten can't be saved: FraudMl.Core.Tests did not add it. Mark it with [StoredAs] and call "
            + "StoredTypes.Add(…) with its JsonTypeInfo once.");
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(200, false)]
    public void What_is_saved_can_be_loaded_however_deep_it_nests(int depth, bool isSaved)
    {
        FittedFeatures features = StepContractCases.Fit("one-hot", FeatureData.Rows()).Features;
        DerivedNode expression = new DerivedColumn("amount", 0);
        for (int i = 0; i < depth; i++) expression = new DerivedCall(DerivedFunction.Negate, [expression]);
        FraudModel model = StepContractCases.Model(features).With(null, new CostDecision(expression, 5) { Threshold = 0.5 });
        using var saved = new MemoryStream();

        if (isSaved)
        {
            model.Save(saved);
            FraudModel.Load(new MemoryStream(saved.ToArray())).Decision.ShouldBeOfType<CostDecision>().MissedFraud.ToString()
                .ShouldBe(expression.ToString());
        }
        else
        {
            Should.Throw<FraudMlException>(() => model.Save(saved)).Message.ShouldStartWith("The model can't be written as JSON: ");
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(2000)]
    public void Models_within_models_are_saved_only_where_they_can_be_loaded(int depth)
    {
        FittedFeatures features = StepContractCases.Fit("one-hot", FeatureData.Rows()).Features;
        ScoringModel scorer = new LinearModel(new float[features.Columns.Count], -0.5);
        for (int i = 0; i < depth; i++) scorer = new BlendedModel { Models = [scorer], Weights = [1] };
        using var saved = new MemoryStream();

        try
        {
            new FraudModel(new ModelParts("deep", features, scorer, FittedCalibrator.Logistic)).Save(saved);
        }
        catch (FraudMlException) when (depth > 60)
        {
            return;
        }

        FraudModel.Load(new MemoryStream(saved.ToArray())).Scorer.FeatureCount.ShouldBe(features.Columns.Count);
    }

    private static bool IsFitted(Type type) =>
        type is { IsAbstract: false, IsInterface: false } && Parts.Any(part => part.IsAssignableFrom(type));

    private static JsonTypeInfo Info<T>() => JsonSerializerOptions.Default.GetTypeInfo(typeof(T));

    private abstract record Step : IFittedStep
    {
        public IReadOnlyList<SchemaColumn> Adds => [];

        public IReadOnlyList<string> Removes => [];

        public void Transform(RowBlock block)
        {
        }

        public void Export(OnnxGraph graph)
        {
        }
    }

    private sealed record Nameless : Step;

    [StoredAs("Acme Round!")]
    private sealed record Shouting : Step;

    [StoredAs("impute")]
    private sealed record Impostor : Step;

    [StoredAs("text"), System.Text.Json.Serialization.JsonConverter(typeof(TextConverter))]
    private sealed record AsText : Step;

    private sealed record Forgotten : Calibration;

    [StoredAs("test.hidden")]
    private sealed record Hidden(int Kind) : Calibration;

    private abstract record Calibration : FittedCalibrator
    {
        public override double Calibrate(double margin) => margin;

        public override string Export(OnnxGraph graph, string margin) => margin;
    }

    private sealed class TextConverter : System.Text.Json.Serialization.JsonConverter<AsText>
    {
        public override AsText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new();

        public override void Write(Utf8JsonWriter writer, AsText value, JsonSerializerOptions options) => writer.WriteStringValue("");
    }
}
