using System.Text.Json;

namespace FraudMl.Tracking.Tests;

public sealed class FraudModelPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_directory_holds_what_MLflow_serves()
    {
        FraudModelPackage.Write(TestModels.Numeric(), _folder.At("model"),
            new() { Example = TestModels.Transactions, Reference = TestModels.Transactions, ModelId = "m-1", RunId = "r1" });

        string[] files = [.. Directory.EnumerateFiles(_folder.At("model"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.At("model"), file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        files.ShouldBe(["MLmodel", "conda.yaml", "fraudml/features.json", "fraudml/golden.json", "fraudml/model.json",
            "fraudml/reference.json", "input_example.json", "model.onnx", "python_env.yaml", "requirements.txt",
            "serving_input_example.json"]);
        string manifest = File.ReadAllText(_folder.At("model", "MLmodel"));
        manifest.ShouldContain("loader_module: mlflow.onnx");
        manifest.ShouldContain("- CPUExecutionProvider");
        manifest.ShouldContain("model_id: m-1");
        manifest.ShouldContain("run_id: r1");
    }

    [Fact]
    public void The_manifest_names_the_decision_by_its_kind()
    {
        FraudPipeline pipeline = TestModels.Pipeline();
        Manifest(TestModels.Numeric()).ShouldContain("decision: cost\n");
        Manifest(pipeline.With(Thresholds.Fixed(0.5)).Fit(TestModels.Transactions)).ShouldContain("decision: threshold\n");
        Manifest(pipeline.WithoutDecision().Fit(TestModels.Transactions)).ShouldContain("decision: \n");

        string Manifest(FraudModel model)
        {
            string folder = _folder.At($"{Guid.NewGuid():N}");
            FraudModelPackage.Write(model, folder);
            return File.ReadAllText(Path.Combine(folder, "MLmodel"));
        }
    }

    [Theory, MemberData(nameof(TestModels.Faces), MemberType = typeof(TestModels))]
    public void Equal_models_give_equal_bytes(string face)
    {
        (FraudModel model, Dataset data) = TestModels.Of(face);
        FraudModelPackage.Write(model, _folder.At("a"), new() { Example = data, Reference = data });
        FraudModelPackage.Write(FraudModelPackage.Load(_folder.At("a")), _folder.At("b"), new() { Example = data, Reference = data });

        foreach (string file in Directory.EnumerateFiles(_folder.At("a"), "*", SearchOption.AllDirectories))
            File.ReadAllBytes(file).ShouldBe(File.ReadAllBytes(file.Replace(_folder.At("a"), _folder.At("b"), StringComparison.Ordinal)),
                Path.GetFileName(file));
    }

    [Fact]
    public void The_wrapper_of_MLflow_scores_a_numeric_model_as_we_do()
    {
        FraudModel model = TestModels.Numeric();
        FraudModelPackage.Write(model, _folder.At("model"));
        using var wrapper = new MlflowOnnxWrapper(_folder.At("model"));

        Dictionary<string, double[]> predicted = wrapper.Predict(TestModels.Transactions);

        double[] ours = model.Score(TestModels.Transactions);
        for (int row = 0; row < ours.Length; row++) predicted["fraud_probability"][row].ShouldBe(ours[row], 1e-6);
        predicted["fraud_decision"].Select(flag => flag == 1).ShouldBe(model.Decide(TestModels.Transactions));
        wrapper.Outputs.ShouldBe([("fraud_probability", "float"), ("fraud_decision", "long")]);
    }

    [Theory, MemberData(nameof(TestModels.Faces), MemberType = typeof(TestModels))]
    public void The_wrapper_of_MLflow_scores_every_face_of_a_graph_as_we_do(string face)
    {
        (FraudModel model, Dataset data) = TestModels.Of(face);
        FraudModelPackage.Write(model, _folder.At("model"));
        using var wrapper = new MlflowOnnxWrapper(_folder.At("model"));

        double[] predicted = wrapper.Predict(data)["fraud_probability"];

        double[] ours = model.Score(data);
        for (int row = 0; row < ours.Length; row++) predicted[row].ShouldBe(ours[row], 1e-6);
    }

    [Theory, MemberData(nameof(TestModels.Faces), MemberType = typeof(TestModels))]
    public void The_serving_example_passes_the_signature_also_where_values_are_missing(string face)
    {
        (FraudModel model, Dataset data) = TestModels.Of(face);
        FraudModelPackage.Write(model, _folder.At("model"), new() { Example = data, ExampleRowCount = 40 });
        using var wrapper = new MlflowOnnxWrapper(_folder.At("model"));

        double[] predicted = wrapper.Invoke(File.ReadAllText(_folder.At("model", "serving_input_example.json")))["fraud_probability"];

        double[] ours = model.Score(data.Take([.. Enumerable.Range(0, 40)]));
        for (int row = 0; row < ours.Length; row++) predicted[row].ShouldBe(ours[row], 1e-6);
    }

    [Fact]
    public void The_signature_names_the_outputs_that_gave_way_to_a_column()
    {
        Dataset texts = TestModels.Of("texts").Data;
        var data = new Dataset([.. texts.Columns.Select(column => column is NumberColumn { Name: "V1" } number
            ? new NumberColumn("fraud_probability", number.Values.ToArray()) : column)]);
        FraudModel model = new FraudPipelineBuilder().OneHot(Columns.Texts).Impute(Columns.Numbers).Train(Trainers.LogisticRegression())
            .DecideBy(Thresholds.Fixed(0.5)).Build().Fit(data);
        FraudModelPackage.Write(model, _folder.At("model"));
        using var wrapper = new MlflowOnnxWrapper(_folder.At("model"));

        Dictionary<string, double[]> predicted = wrapper.Predict(data);

        wrapper.Outputs.ShouldBe([("fraud_probability#2", "float"), ("fraud_decision", "long")]);
        double[] ours = model.Score(data);
        for (int row = 0; row < ours.Length; row++) predicted["fraud_probability#2"][row].ShouldBe(ours[row], 1e-6);
    }

    [Fact]
    public void A_body_without_a_column_of_the_signature_is_refused_and_a_further_column_dropped()
    {
        (FraudModel model, _) = TestModels.Of("texts");
        FraudModelPackage.Write(model, _folder.At("model"));
        using var wrapper = new MlflowOnnxWrapper(_folder.At("model"));

        Should.Throw<ArgumentException>(() => wrapper.Invoke("""{"dataframe_split": {"columns": ["V1"], "data": [[1]]}}""")).Message
            .ShouldContain("missing inputs");
        wrapper.Invoke("""{"dataframe_split": {"columns": ["Amount", "Extra", "V1", "Merchant"], "data": [[5, "x", 1, "travel"], ["7.5", null, 2, "unheard of"]]}}""")["fraud_probability"].Length.ShouldBe(2);
    }

    [Fact]
    public void Our_flavor_leads_to_threshold_feature_schema_and_reference_profile()
    {
        (FraudModel model, Dataset data) = TestModels.Of("texts");
        FraudModelPackage.Write(model, _folder.At("model"), new() { Reference = data });

        string manifest = File.ReadAllText(_folder.At("model", "MLmodel"));
        byte[] schema = File.ReadAllBytes(_folder.At("model", "fraudml", "features.json"));
        manifest.ShouldContain("feature_schema: fraudml/features.json");
        manifest.ShouldContain($"feature_schema_sha256: {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(schema))}");
        manifest.ShouldContain("reference_profile: fraudml/reference.json");
        JsonElement root = JsonDocument.Parse(schema).RootElement;
        root.GetProperty("inputs").EnumerateArray()
            .Select(input => (input.GetProperty("name").GetString(), input.GetProperty("type").GetString()))
            .ShouldBe([("Merchant", "string"), ("V1", "double"), ("Amount", "double")], ignoreOrder: true);
        root.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("name").GetString())
            .ShouldBe(model.Features.Select(feature => feature.Name));
        FraudModelPackage.Write(TestModels.Numeric(), _folder.At("numeric"));
        File.ReadAllText(_folder.At("numeric", "MLmodel")).ShouldContain("threshold: ");
    }

    [Fact]
    public void Our_flavor_carries_the_reason_dictionary_and_the_native_form_explains_with_it()
    {
        (FraudModel model, Dataset data) = TestModels.Of("texts");
        FraudModel worded = model.WithReasons(
            new() { Texts = new Dictionary<string, string> { ["Amount"] = "The amount of {value}: unusual.", ["Merchant"] = "Where" },
                Hidden = ["V1"] });
        FraudModelPackage.Write(worded, _folder.At("model"));

        var manifest = new YamlDotNet.Serialization.DeserializerBuilder().Build()
            .Deserialize<Dictionary<string, Dictionary<string, Dictionary<string, object>>>>(
            string.Concat(File.ReadLines(_folder.At("model", "MLmodel")).SkipWhile(line => line != "flavors:")
                .TakeWhile((line, i) => i == 0 || line.StartsWith(' ')).Select(line => line + "\n")));
        var reasons = (Dictionary<object, object>)manifest["flavors"]["fraudml"]["reasons"];
        ((Dictionary<object, object>)reasons["texts"])["Amount"].ShouldBe("The amount of {value}: unusual.");
        ((List<object>)reasons["hidden"]).ShouldBe(["V1"]);
        Dataset one = data.Take([1]);
        FraudModelPackage.Load(_folder.At("model")).Explain(one)[0].Reasons.Select(reason => reason.Text)
            .ShouldBe(worded.Explain(one)[0].Reasons.Select(reason => reason.Text));
    }

    [Fact]
    public void The_reference_profile_counts_every_row_and_holds_none()
    {
        (FraudModel model, Dataset data) = TestModels.Of("texts");
        FraudModelPackage.Write(model, _folder.At("model"), new() { Reference = data });

        ReferenceProfile profile = FraudModelPackage.LoadReference(_folder.At("model"))!;

        profile.RowCount.ShouldBe(data.RowCount);
        profile.Columns.Select(column => column.Name).ShouldBe(model.Inputs.Select(input => input.Name));
        foreach (ReferenceColumn column in profile.Columns.Append(profile.Probability))
            (column.Counts.Sum() + column.MissingCount).ShouldBe(data.RowCount, column.Name);
        ReferenceColumn merchant = profile.Columns.Single(column => column.Name == "Merchant");
        merchant.Texts.ShouldBe(["games", "grocery", "travel"], ignoreOrder: true);
        merchant.MissingCount.ShouldBe(((TextColumn)data["Merchant"]).Codes.ToArray().Count(code => code < 0));
        float[] amounts = ((NumberColumn)data["Amount"]).Values.ToArray();
        ReferenceColumn amount = profile.Columns.Single(column => column.Name == "Amount");
        amount.Counts[0].ShouldBe(amounts.Count(value => value <= amount.Edges![0]));
        FraudModelPackage.Write(model, _folder.At("without"));
        FraudModelPackage.LoadReference(_folder.At("without")).ShouldBeNull();
        File.WriteAllText(_folder.At("model", "fraudml", "reference.json"), "{");
        Should.Throw<FraudMlException>(() => FraudModelPackage.LoadReference(_folder.At("model"))).Message.ShouldContain("damaged");
    }

    [Fact]
    public void The_native_form_loads_unchanged()
    {
        FraudModel model = TestModels.Numeric();
        FraudModelPackage.Write(model, _folder.At("model"));

        FraudModelPackage.Load(_folder.At("model")).Score(TestModels.Transactions).ShouldBe(model.Score(TestModels.Transactions));
    }

    [Fact]
    public void The_serving_example_carries_the_inputs_in_order()
    {
        FraudModel model = TestModels.Numeric();
        FraudModelPackage.Write(model, _folder.At("model"), new() { Example = TestModels.Transactions, ExampleRowCount = 3 });

        JsonElement split = JsonDocument.Parse(File.ReadAllText(_folder.At("model", "serving_input_example.json"))).RootElement
            .GetProperty("dataframe_split");
        split.GetProperty("columns").EnumerateArray().Select(name => name.GetString()).ShouldBe(model.Inputs.Select(input => input.Name));
        split.GetProperty("data").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void No_row_is_kept_where_none_is_wanted()
    {
        FraudModelPackage.Write(TestModels.Numeric(), _folder.At("model"),
            new() { Example = TestModels.Transactions, ExampleRowCount = 0 });

        File.Exists(_folder.At("model", "input_example.json")).ShouldBeFalse();
        File.ReadAllText(_folder.At("model", "MLmodel")).ShouldNotContain("input_example");
    }

    [Fact]
    public void A_directory_of_something_else_is_refused_in_one_sentence()
    {
        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(_folder.Path)).Message.ShouldContain("has no file MLmodel");
        File.WriteAllText(_folder.At("MLmodel"), "flavors:\n  sklearn: {}\n");
        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(_folder.Path)).Message.ShouldContain("not made by FraudMl");
        File.WriteAllText(_folder.At("MLmodel"), "flavors:\n  fraudml:\n    data: ../../elsewhere.json\n");
        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(_folder.Path)).Message.ShouldContain("not made by FraudMl");
    }

    [Fact]
    public void A_changed_byte_is_detected()
    {
        FraudModelPackage.Write(TestModels.Numeric(), _folder.At("model"));
        string native = _folder.At("model", "fraudml", "model.json");
        byte[] bytes = File.ReadAllBytes(native);
        bytes[^10] ^= 1;
        File.WriteAllBytes(native, bytes);

        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(_folder.At("model"))).Problems
            .ShouldBe(["fraudml/model.json has another SHA-256 than MLmodel says."]);
    }

    public void Dispose() => _folder.Dispose();
}
