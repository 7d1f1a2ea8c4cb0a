using System.Reflection;
using CsCheck;
using FraudMl.Conventions.Tests.Snippets;

namespace FraudMl.Conventions.Tests.Definitions;

/// <summary>Every part of every package, found by reflection, is data and C#.</summary>
public sealed class DefinitionTests
{
    // Made of C# that is run; and one that RandomOver uses inside.
    private static readonly string[] NoData = ["FunctionResampler", "FromMlNetTrainer", "MlNetStep", "SmoothedOverResampler"];

    [Fact]
    public void Every_part_is_data_or_is_made_of_code() =>
        RandomParts.All.Except(RandomParts.Defined).Select(type => type.Name).ShouldBe(NoData, ignoreOrder: true);

    [Fact]
    public void Every_part_comes_back_from_its_definition_with_every_option()
    {
        foreach (Type type in RandomParts.Defined)
        {
            for (int seed = 0; seed < 20; seed++)
            {
                IPart part = new RandomParts(seed).Of(type);
                IPart back = RoundTrip(part);
                back.GetType().ShouldBe(type);
                back.Name.ShouldBe(part.Name);
                PropertiesOf(back.Options).ShouldBe(PropertiesOf(part.Options));
            }
        }
    }

    [Fact]
    public void Every_part_that_is_made_of_parts_is_made_again_of_others_and_names_their_slots()
    {
        IPart[] parts = [.. RandomParts.Defined.Select(type => new RandomParts(3).Of(type))];
        parts.Count(part => part.Parts.Count > 0).ShouldBeGreaterThanOrEqualTo(10);
        foreach (IPart part in parts)
        {
            string[] slots = [.. part.Parts.Select((_, place) => part.SlotOf(place))];
            slots.ShouldBeUnique();
            slots.ShouldAllBe(slot => char.IsAsciiLetterLower(slot[0]) && !slot.Contains('.'));
            IPart again = part.With(part.Parts);
            again.GetType().ShouldBe(part.GetType());
            again.Parts.ShouldBe(part.Parts);
            PropertiesOf(again.Options).ShouldBe(PropertiesOf(part.Options));
            part.With(part.Options).Parts.ShouldBe(part.Parts);
            IPart[] others = [.. part.Parts.Select(
                inner => inner is ITrainer ? (IPart)Trainers.LogisticRegression(new() { L2 = 9 }) : Resamplers.RandomOver())];
            part.With(others).Parts.ShouldBe(others);
            if (others.Length > 0) Should.Throw<FraudMlException>(() => part.With([])).Message.ShouldContain("Got none instead.");
            Should.Throw<FraudMlException>(() => part.With([.. part.Parts, Calibrators.Platt()])).Message.ShouldContain(part.Name);
        }
    }

    [Fact]
    public void Every_part_prints_itself_as_CSharp_that_makes_it_again()
    {
        IPart[] parts = [.. RandomParts.Defined.SelectMany(type => Enumerable.Range(0, 6).Select(seed => new RandomParts(seed).Of(type)))];
        FraudPipeline[] pipelines = [.. parts.Where(part => part is not IFolds).Select(Around)];
        IFolds[] folds = [.. parts.OfType<IFolds>()];
        ShouldCompileToThemselves([.. pipelines.Select(pipeline => pipeline.ToDefinition())]);
        FoldsDefinition[] definitions = [.. folds.Select(scheme => scheme.ToDefinition())];
        IFolds[] compiled = SnippetCompiler.Evaluate<IFolds[]>(
            $"new IFolds[] {{ {string.Join(",\n", definitions.Select(definition => definition.ToCSharp()))} }}");
        compiled.Select(scheme => scheme.ToDefinition()).ShouldBe(definitions);
    }

    [Fact]
    public void A_random_pipeline_comes_back_from_JSON_and_fits_the_same() =>
        Gen.Int.Sample(seed =>
        {
            PipelineDefinition definition = new RandomParts(seed).Pipeline().ToDefinition();
            PipelineDefinition back = PipelineDefinition.FromJson(definition.ToJson());
            back.ShouldBe(definition);
            back.ToPipeline().ToDefinition().ToJson().ShouldBe(definition.ToJson());
        }, iter: 300);

    [Fact]
    public void A_random_pipeline_prints_itself_as_CSharp_that_compiles_to_it() =>
        Gen.Int.Array[40].Sample(seeds =>
            ShouldCompileToThemselves([.. seeds.Select(seed => new RandomParts(seed).Pipeline().ToDefinition())]), iter: 3, threads: 1);

    [Fact]
    public void A_random_expression_prints_itself_as_CSharp_that_is_read_as_the_same() =>
        Gen.Int.Array[100].Sample(seeds => ShouldCompileToThemselves([.. seeds.Select(seed => new FraudPipelineBuilder()
            .Derive("x", new RandomExpressions(new Random(seed)).Lambda()).Train(Trainers.LogisticRegression()).Build().ToDefinition())]),
            iter: 3, threads: 1);

    private static void ShouldCompileToThemselves(PipelineDefinition[] definitions)
    {
        string[] code = [.. definitions.Select(definition => definition.ToCSharp())];
        FraudPipeline[] compiled = SnippetCompiler.Evaluate<FraudPipeline[]>($"new FraudPipeline[] {{ {string.Join(",\n", code)} }}");
        for (int i = 0; i < code.Length; i++) compiled[i].ToDefinition().ToJson().ShouldBe(definitions[i].ToJson(), code[i]);
    }

    private static IPart RoundTrip(IPart part)
    {
        if (part is IFolds folds) return FoldsDefinition.FromJson(folds.ToDefinition().ToJson()).ToFolds();
        FraudPipeline back = PipelineDefinition.FromJson(Around(part).ToDefinition().ToJson()).ToPipeline();
        return part switch
        {
            IFeatureStep => back.Steps[0],
            IResampler => back.Resampler!,
            ITrainer => back.Trainer,
            ICalibrator => back.Calibrator!,
            _ => back.Decision!,
        };
    }

    private static FraudPipeline Around(IPart part)
    {
        FraudPipeline bare = new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build();
        return part switch
        {
            IFeatureStep step => bare.With([step]),
            IResampler resampler => bare.With(resampler),
            ITrainer trainer => bare.With(trainer),
            ICalibrator calibrator => bare.With(calibrator),
            IDecisionRule rule => bare.With(rule),
            _ => throw new NotSupportedException(part.Name),
        };
    }

    // Records compare lists by reference; their texts say every value.
    private static string[] PropertiesOf(ValidatedOptions options) =>
        [.. options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{property.Name} = {Shown(property.GetValue(options))}")];

    private static string Shown(object? value) => value switch
    {
        null => "null",
        string text => text,
        System.Collections.IEnumerable items => string.Join(", ", items.Cast<object?>().Select(Shown)),
        ValidatedOptions inner => string.Join(", ", PropertiesOf(inner)),
        IPart part => part.Name,
        double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        SyntheticRules rules => $"{Shown(rules.ImmutableColumns)} {rules.AllowMissing} {rules.EntityKey} {rules.PastOnly}",
        _ => value.ToString()!,
    };
}
