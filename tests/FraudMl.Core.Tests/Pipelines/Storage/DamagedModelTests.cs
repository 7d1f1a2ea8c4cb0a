using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>A model file whose SHA-256 is right and whose contents are not: each value of each part is damaged in turn.</summary>
[Collection(StepContractCases.LoadSwitch)]
public sealed class DamagedModelTests
{
    private const long MostAllocatedBytes = 64_000_000;

    private static readonly Dataset Rows = FeatureData.Rows();
    private static readonly Dataset Few = Rows.Take([.. Enumerable.Range(0, 12)]);

    public static TheoryData<string> Steps => [.. StepContractCases.Names];

    public static TheoryData<string> Scorers => [.. ScorerCases.Keys];

    private static Dictionary<string, Func<FittedFeatures, FraudModel>> ScorerCases { get; } = new()
    {
        ["linear, Platt, a cost"] = features => new(new ModelParts("linear", features, Linear(features), new PlattCalibration(1.1, 0.2))
        {
            Decision = new CostDecision(Cost(features), 5) { Threshold = 0.5 },
            FeatureMeans = new float[features.Columns.Count],
            Reasons = new() { Texts = new Dictionary<string, string> { ["balance"] = "{value}" }, Hidden = ["small"] },
            Windows = [Velocity.Per("city").Over(TimeSpan.FromDays(1)).Count().Sum("amount")],
        }),
        ["trees, isotonic, a threshold"] = features => new(new ModelParts(
            "trees", features, Trees(features), new IsotonicCalibration([-1, 0, 2], [0.1, 0.4, 0.9]))
        {
            Decision = new ThresholdDecision { Threshold = 0.5 },
        }),
        ["deep trees, beta"] = features =>
            new(new ModelParts("deep", features, Trees(features, leafCount: 90), new BetaCalibration(1, 2, 0.5))),
        ["blend, temperature"] = features => new(new ModelParts(
            "blend", features, BlendedModel.Average([Trees(features), Linear(features)]), new TemperatureCalibration(1.5))),
        ["isolation forest"] = features => new(new ModelParts(
            "isolation", features, new LinkedModel(Trees(features), new AnomalyScore()), FittedCalibrator.Logistic)),
        ["positive and unlabelled"] = features => new(new ModelParts(
            "positive", features, new LinkedModel(Linear(features), new PositiveUnlabelledLink(new([-1, 0, 2], [0.1, 0.2, 0.3]), 0.4)),
            FittedCalibrator.Logistic)),
        ["ranks, prior"] = features => new(new ModelParts("ranks", features, Ranks(features), new PriorCorrection(-1))),
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void Whatever_is_wrong_in_a_step_is_said_or_does_no_harm(string step) =>
        RequireSaid(StepContractCases.Saved(StepContractCases.Fit(step, Rows).Features));

    [Theory]
    [MemberData(nameof(Scorers))]
    public void Whatever_is_wrong_in_a_model_is_said_or_does_no_harm(string scorer)
    {
        FittedFeatures features = StepContractCases.Fit("impute by the median", Rows).Features;
        using var stream = new MemoryStream();
        ScorerCases[scorer](features).Save(stream);
        RequireSaid(stream.ToArray());
    }

    [Theory]
    [InlineData("roots", "[0, 0]", "roots")]
    [InlineData("roots", "[3]", "root")]
    [InlineData("left", "[0, 2, 0, 0, 0]", "tree")]
    [InlineData("left", "[1, 0, 0, 0, 0]", "tree")]
    [InlineData("right", "[2, 9, 0, 0, 0]", "tree")]
    [InlineData("features", "[0, 7, -1, -1, -1]", "feature")]
    [InlineData("thresholds", "[0.5]", "thresholds")]
    [InlineData("values", "[0, 0, 1, \"NaN\", 3]", "values")]
    [InlineData("covers", "[5, 4, 1, 2, -2]", "covers")]
    [InlineData("missingLeft", "[]", "missingLeft")]
    public void A_tree_that_is_none_is_damaged(string array, string values, string named)
    {
        FittedFeatures features = StepContractCases.Fit("drop", Rows).Features;
        var trees = new TreeEnsembleBuilder(features.Columns.Count);
        trees.Add(new SplitTree([0, 1], [0.5f, 0.5f], [1, ~0], [~2, ~1], [1, 2, 3]) { SplitCovers = [5, 3], LeafCovers = [2, 1, 2] });
        using var stream = new MemoryStream();
        new FraudModel(new ModelParts("trees", features, trees.Build(), FittedCalibrator.Logistic)).Save(stream);
        JsonNode payload = Payload(stream.ToArray());
        payload["scorer"]![array] = JsonNode.Parse(values);

        string message = Should.Throw<FraudMlException>(() => FraudModel.Load(new MemoryStream(Signed(payload)))).Message;

        message.ShouldStartWith("This model is damaged: ");
        message.ShouldContain(named, Case.Insensitive);
    }

    [Theory]
    [InlineData("categoryStarts", "null", "categories")]
    [InlineData("categoryBits", "null", "categories")]
    [InlineData("categoryStarts", "[0, 1, 1, 2]", "categories")]
    [InlineData("categoryStarts", "[0, 9, 1, 3, 3, 3, 3, 3, 4, 4, 4]", "categories")]
    [InlineData("categoryStarts", "[0, -1, 1, 3, 3, 3, 3, 3, 4, 4, 4]", "categories")]
    [InlineData("categoryStarts", "[0, 1, 2, 3, 3, 3, 3, 3, 4, 4, 4]", "missing value left")]
    [InlineData("categoryBits", "[0, 0, 2, 2]", "categories")]
    [InlineData("categoryBits", "[41, 0, 2]", "categories")]
    [InlineData("missingLeft", "[true, true, false, false, false, false, false, false, false, false]", "missing value left")]
    public void Categories_that_are_none_are_damaged(string array, string values, string named)
    {
        JsonNode payload = Payload(GoldenModels.File("categories"));
        payload["scorer"]![array] = JsonNode.Parse(values);

        string message = Should.Throw<FraudMlException>(() => FraudModel.Load(new MemoryStream(Signed(payload)))).Message;

        message.ShouldStartWith("This model is damaged: ");
        message.ShouldContain(named, Case.Insensitive);
    }

    [Fact]
    public void A_threshold_that_is_no_number_passes_nothing()
    {
        FittedFeatures features = StepContractCases.Fit("drop", Rows).Features;
        using var stream = new MemoryStream();
        var parts = new ModelParts("linear", features, Linear(features),
            FittedCalibrator.Logistic) { Decision = new ThresholdDecision { Threshold = 0.5 } };
        new FraudModel(parts).Save(stream);
        JsonNode payload = Payload(stream.ToArray());
        payload["decision"]!["threshold"] = "NaN";

        Should.Throw<FraudMlException>(() => FraudModel.Load(new MemoryStream(Signed(payload)))).Message
            .ShouldStartWith("This model is damaged: ");
    }

    private static LinearModel Linear(FittedFeatures features) => new([.. features.Columns.Select((_, i) => 0.01f * (i + 1))], -0.5);

    private static TreeEnsemble Trees(FittedFeatures features, int leafCount = 7) =>
        RandomTrees.Grow(new Random(leafCount), treeCount: 3, features.Columns.Count, leafCount, maxDepth: 20);

    private static BlendedModel Ranks(FittedFeatures features)
    {
        var shares = new IsotonicCalibration([-2, 0, 2], [-0.9, -0.5, -0.1]);
        return BlendedModel.Average([Trees(features), Linear(features)]) with { TopShares = [shares, shares] };
    }

    private static DerivedNode Cost(FittedFeatures features) => new DerivedCall(
        DerivedFunction.Select,
        [
            new DerivedCall(DerivedFunction.Greater, [new DerivedColumn("amount"), new DerivedNumber(100)]),
            new DerivedTextTest("city", "Brno"),
            new DerivedCall(DerivedFunction.Negate, [new DerivedNumber(-2)]),
        ]).Bind(features.Inputs);

    private static void RequireSaid(byte[] saved)
    {
        string text = Payload(saved).ToJsonString();
        List<string> unsaid = [];
        foreach (Damage damage in Damage.Of(JsonNode.Parse(text)!))
        {
            byte[] file = Signed(damage.Done(JsonNode.Parse(text)!));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Exception? thrown = Record.Exception(() => Use(file));
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (thrown is not null and not FraudMlException) unsaid.Add($"{damage}: {thrown}");
            if (allocated > MostAllocatedBytes) unsaid.Add($"{damage}: {allocated} bytes");
        }

        unsaid.ShouldBeEmpty();
    }

    private static void Use(byte[] file)
    {
        FraudModel model = FraudModel.Load(new MemoryStream(file));
        model.Score(Few);
        if (model.Decision is not null) model.Decide(Few);
        if (model.Scorer is not BlendedModel { TopShares: not null }) model.Explain(Few);
        model.Save(Stream.Null);
    }

    private static JsonNode Payload(byte[] saved) => JsonNode.Parse(saved.AsSpan(saved.AsSpan().IndexOf((byte)'\n') + 1))!;

    private static byte[] Signed(JsonNode payload)
    {
        byte[] json = Encoding.UTF8.GetBytes(payload.ToJsonString());
        string header = $"{{\"format\":\"fraudml\",\"version\":1,\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(json))}\"}}\n";
        return [.. Encoding.UTF8.GetBytes(header), .. json];
    }

    /// <summary>One change of one value.</summary>
    private sealed record Damage(IReadOnlyList<object> Path, string What, Func<JsonNode?, JsonNode?> Change)
    {
        public static IEnumerable<Damage> Of(JsonNode root) => Of(root, []);

        public JsonNode Done(JsonNode root)
        {
            JsonNode parent = root;
            foreach (object step in Path.SkipLast(1)) parent = step is string name ? parent[name]! : parent[(int)step]!;
            if (Path[^1] is string last) parent[last] = Change(parent[last]?.DeepClone());
            else parent[(int)Path[^1]] = Change(parent[(int)Path[^1]]?.DeepClone());
            return root;
        }

        public override string ToString() => $"{string.Join('.', Path)} {What}";

        private static IEnumerable<Damage> Of(JsonNode? node, IReadOnlyList<object> path)
        {
            if (path.Count > 0)
            {
                yield return new(path, "is null", _ => null);
                foreach (string value in new[] { "-1", "-2147483648", "2147483647", "\"NaN\"", "{}", "[]", "[null]" })
                    yield return new(path, $"is {value}", _ => JsonNode.Parse(value));
            }

            if (node is JsonArray array)
            {
                yield return new(path, "lost its last",
                    old => new JsonArray([.. old!.AsArray().SkipLast(1).Select(item => item?.DeepClone())]));
                yield return new(path, "has its first twice",
                    old => new JsonArray([.. old!.AsArray().Take(1).Concat(old.AsArray()).Select(item => item?.DeepClone())]));
                foreach (int i in Enumerable.Range(0, array.Count).Where(i => i < 3 || i == array.Count - 1))
                {
                    foreach (Damage damage in Of(array[i], [.. path, i])) yield return damage;
                }
            }
            else if (node is JsonObject members)
            {
                foreach ((string name, JsonNode? member) in members)
                {
                    foreach (Damage damage in Of(member, [.. path, name])) yield return damage;
                }
            }
        }
    }
}
