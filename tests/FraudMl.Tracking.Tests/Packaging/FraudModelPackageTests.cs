using System.Text.Json;

namespace FraudMl.Tracking.Tests;

public sealed class FraudModelPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_directory_holds_what_MLflow_serves()
    {
        FraudModelPackage.Write(TestModels.Numeric(), _folder.At("model"), new() { Example = TestModels.Transactions, ModelId = "m-1", RunId = "r1" });

        string[] files = [.. Directory.EnumerateFiles(_folder.At("model"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.At("model"), file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        files.ShouldBe(["MLmodel", "conda.yaml", "fraudml/model.json", "input_example.json", "model.onnx", "python_env.yaml", "requirements.txt", "serving_input_example.json"]);
        string manifest = File.ReadAllText(_folder.At("model", "MLmodel"));
        manifest.ShouldContain("loader_module: mlflow.onnx");
        manifest.ShouldContain("- CPUExecutionProvider");
        manifest.ShouldContain("model_id: m-1");
        manifest.ShouldContain("run_id: r1");
    }

    [Fact]
    public void Equal_models_give_equal_bytes()
    {
        FraudModel model = TestModels.Numeric();
        FraudModelPackage.Write(model, _folder.At("a"), new() { Example = TestModels.Transactions });
        FraudModelPackage.Write(model, _folder.At("b"), new() { Example = TestModels.Transactions });

        foreach (string file in Directory.EnumerateFiles(_folder.At("a"), "*", SearchOption.AllDirectories))
            File.ReadAllBytes(file).ShouldBe(File.ReadAllBytes(file.Replace(_folder.At("a"), _folder.At("b"), StringComparison.Ordinal)), Path.GetFileName(file));
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

    [Fact]
    public void The_wrapper_of_MLflow_scores_a_model_with_text_columns_as_we_do()
    {
        (FraudModel model, Dataset data) = TestModels.Mixed();
        FraudModelPackage.Write(model, _folder.At("model"));
        using var wrapper = new MlflowOnnxWrapper(_folder.At("model"));

        double[] predicted = wrapper.Predict(data)["fraud_probability"];

        double[] ours = model.Score(data);
        for (int row = 0; row < ours.Length; row++) predicted[row].ShouldBe(ours[row], 1e-6);
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

        JsonElement split = JsonDocument.Parse(File.ReadAllText(_folder.At("model", "serving_input_example.json"))).RootElement.GetProperty("dataframe_split");
        split.GetProperty("columns").EnumerateArray().Select(name => name.GetString()).ShouldBe(model.Inputs.Select(input => input.Name));
        split.GetProperty("data").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void No_row_is_kept_where_none_is_wanted()
    {
        FraudModelPackage.Write(TestModels.Numeric(), _folder.At("model"), new() { Example = TestModels.Transactions, ExampleRowCount = 0 });

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

        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(_folder.At("model"))).Message.ShouldContain("damaged");
    }

    public void Dispose() => _folder.Dispose();
}
