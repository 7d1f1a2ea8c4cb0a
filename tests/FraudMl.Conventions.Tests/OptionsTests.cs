using System.Reflection;

namespace FraudMl.Conventions.Tests;

public sealed class OptionsTests
{
    private static readonly HashSet<Type> Numbers =
        [typeof(int), typeof(long), typeof(short), typeof(byte), typeof(uint), typeof(ulong), typeof(float), typeof(double),
            typeof(decimal)];

    [Fact]
    public void Every_numeric_option_states_its_rule()
    {
        (from type in Records()
         from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
         where Numbers.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
         where property.SetMethod is not null && property.Name != "Seed" && property.GetCustomAttribute<RuleAttribute>() is null
         select $"{type.Name}.{property.Name} is a number without [Rule]; say which values are valid. Only Seed may be anything.")
         .ShouldBeNone();
    }

    [Fact]
    public void The_defaults_of_every_options_record_are_valid()
    {
        foreach (Type type in Records().Where(type => type.GetConstructor(Type.EmptyTypes) is not null))
            Should.NotThrow(() => ((ValidatedOptions)Activator.CreateInstance(type)!).Validate());
    }

    [Fact]
    public void Options_records_are_sealed_and_end_in_Options()
    {
        Records().Where(type => !type.IsSealed || !type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Select(type => $"{type.Name} must be sealed and its name must end in Options.").ShouldBeNone();
    }

    private static readonly Type[] Tunable = [typeof(ITrainer), typeof(IResampler), typeof(IFeatureStep)];

    // Why an option of a part has no range by default, by its name.
    private static readonly Dictionary<string, string> NotTuned = new()
    {
        ["Seed"] = "chance is no option to be lucky with",
        ["FoldCount"] = "how scores are made, not what is learned",
        ["RoundCount"] = "of a greedy blend: its members decide, and more rounds only say it finer",
        ["LabelFrequency"] = "a fact about the data", ["Constant"] = "a fact about the data", ["Minimum"] = "a fact about the data",
        ["Maximum"] = "a fact about the data", ["UnknownValue"] = "a mark", ["MissingValue"] = "a mark", ["Low"] = "a scale",
        ["High"] = "a scale", ["Adjustment"] = "of cells without a row: hardly matters beside the bins",
        ["MaximumDonorCount"] = "time for accuracy", ["MaximumPairCount"] = "a limit on size",
        ["MaximumIndicatorCount"] = "a limit on size",
        ["MaximumCategoryCount"] = "a limit on size", ["WorkingRowLimit"] = "time for accuracy", ["Tolerance"] = "time for accuracy",
        ["MaximumIterationCount"] = "time for accuracy", ["MaximumPassCount"] = "time for accuracy",
        ["MaximumBinCount"] = "time for accuracy", ["SeedRowCount"] = "chance", ["EarlierShare"] = "how drift is measured",
        ["EarlyStoppingRounds"] = "chooses TreeCount another way", ["ValidationShare"] = "chooses TreeCount another way",
        ["MaximumDepth"] = "the number of leaves limits trees already", ["MaximumLeafCount"] = "the depth limits trees already",
        ["L1"] = "the penalty L2 does the same, and zeros are for readers", ["SelectBestOptions.NeighborCount"] = "of one score of several",
        ["MinimumGain"] = "the penalties do the same", ["MaximumStep"] = "the penalties do the same",
        ["PathSmoothing"] = "the penalties do the same", ["LevelFeatureRatio"] = "FeatureRatio does the same",
        ["SplitFeatureRatio"] = "FeatureRatio does the same", ["StartProbability"] = "undone by the first trees",
        ["PositiveWeight"] = "a resampler's, Resamplers.ClassWeights(), which gives the prior back",
        ["DropRatio"] = "of one mode, which is not chosen by default", ["TopRatio"] = "of one mode, which is not chosen by default",
        ["OtherRatio"] = "of one mode, which is not chosen by default",
        ["CategorySmoothing"] = "of categories, which few pipelines have", ["CategoryL2"] = "of categories, which few pipelines have",
        ["MaximumCategoryThreshold"] = "of categories: more than the default gathers what happened to be fraud",
        ["MaximumOneHotCategoryCount"] = "of categories, which few pipelines have",
        ["MinimumRowsPerCategoryGroup"] = "of categories, which few pipelines have",
        ["FraudTarget"] = "TargetRatio says it", ["LegitimateTarget"] = "TargetRatio says it",
        ["BalanceThreshold"] = "worked out from the data", ["DensityExponent"] = "worked out from the data",
        ["CleaningThreshold"] = "NeighborCount says it", ["Threshold"] = "a fact about the data",
    };

    [Fact]
    public void Every_number_that_a_part_has_is_tuned_by_default_or_it_is_known_why_not()
    {
        PropertyInfo[] numbers = [.. Packages.All.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsAbstract && Tunable.Any(part => part.IsAssignableFrom(type)))
            .SelectMany(type => type.GetConstructors().SelectMany(made => made.GetParameters())).Select(given => given.ParameterType)
            .Where(type => type.IsSubclassOf(typeof(ValidatedOptions))).Distinct().SelectMany(type => type.GetProperties())
            .Where(property => Numbers.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
                && property.SetMethod is not null)];
        numbers.Length.ShouldBeGreaterThan(100);
        numbers.Where(property => property.GetCustomAttribute<TuneAttribute>() is null && !Names(property).Any(NotTuned.ContainsKey))
            .Select(property => $"{Names(property)[1]} has no [Tune]; give it its usual range, or say in NotTuned why it has none.")
            .ShouldBeNone();
        NotTuned.Keys.Except(numbers.SelectMany(Names)).ShouldBeEmpty();

        static string[] Names(PropertyInfo property) => [property.Name, $"{property.ReflectedType!.Name}.{property.Name}"];
    }

    [Fact]
    public void Ranges_keep_the_rule_of_their_option_and_hold_its_default()
    {
        foreach (Type type in Records().Where(type => type.GetConstructor(Type.EmptyTypes) is not null))
        {
            object defaults = Activator.CreateInstance(type)!;
            foreach (PropertyInfo property in type.GetProperties())
            {
                if (property.GetCustomAttribute<TuneAttribute>() is not { } tune || property.PropertyType == typeof(bool)
                    || property.PropertyType.IsEnum) continue;
                var rule = property.GetCustomAttribute<RuleAttribute>()!;
                (rule.Allows(tune.Low) && rule.Allows(tune.High) && tune.Low < tune.High).ShouldBeTrue($"{type.Name}.{property.Name}");
                (tune.Scale == Scale.Linear || tune.Low > 0).ShouldBeTrue($"{type.Name}.{property.Name}");
                if (property.GetValue(defaults) is { } value && tune.Low > 0)
                    Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)
                        .ShouldBeInRange(tune.Low, tune.High, $"{type.Name}.{property.Name}");
            }
        }
    }

    private static IEnumerable<Type> Records() =>
        Packages.All.SelectMany(assembly => assembly.GetTypes()).Where(
            type => type.IsSubclassOf(typeof(ValidatedOptions)) && !type.IsAbstract);
}
