namespace FraudMl.Mlflow.Tests;

public sealed class MlflowUriTests
{
    [Theory]
    [InlineData("models:/fraud@champion", "fraud", "champion", null, null, null)]
    [InlineData("models:/fraud/3", "fraud", null, "3", null, null)]
    [InlineData("models:/fraud/3/model.onnx", "fraud", null, "3", null, "model.onnx")]
    [InlineData("models:/fraud/latest", "fraud", null, "latest", null, null)]
    [InlineData("models:/m-0123", null, null, null, "m-0123", null)]
    [InlineData("models:/m-0123/data/x", null, null, null, "m-0123", "data/x")]
    [InlineData("models:/main.fraud.cards@champion", "main.fraud.cards", "champion", null, null, null)]
    [InlineData("models:/main.fraud.cards/3", "main.fraud.cards", null, "3", null, null)]
    [InlineData("models:/main.fraud.cards/latest/model.onnx", "main.fraud.cards", null, "latest", null, "model.onnx")]
    [InlineData("models:/m-retail.fraud.cards@champion", "m-retail.fraud.cards", "champion", null, null, null)]
    [InlineData("models:/m-retail.fraud.cards/3", "m-retail.fraud.cards", null, "3", null, null)]
    [InlineData("models:/m-retail.fraud.cards/latest", "m-retail.fraud.cards", null, "latest", null, null)]
    [InlineData("MODELS:/cards@champion/MLmodel", "cards", "champion", null, null, "MLmodel")]
    [InlineData("models:/fraud@eu/1", "fraud@eu", null, "1", null, null)]
    [InlineData("models:/fraud@eu/latest/MLmodel", "fraud@eu", null, "latest", null, "MLmodel")]
    [InlineData("models:/fraud@eu@champion", "fraud@eu", "champion", null, null, null)]
    [InlineData("models:/fraud@eu@champion/data/x", "fraud@eu", "champion", null, null, "data/x")]
    [InlineData("models:/m-fraud@champion", "m-fraud", "champion", null, null, null)]
    [InlineData("models:/m-fraud/latest", "m-fraud", null, "latest", null, null)]
    [InlineData("models:/m-fraud/2", "m-fraud", null, "2", null, null)]
    [InlineData("models:/m-0123456789abcdef0123456789abcdef/2", null, null, null, "m-0123456789abcdef0123456789abcdef", "2")]
    [InlineData("models:/cards/LATEST", "cards", null, "latest", null, null)]
    [InlineData("models:/cards@champion/1x", "cards", "champion", null, null, "1x")]
    public void A_model_uri_is_taken_apart(string uri, string? name, string? alias, string? version, string? modelId, string? path)
    {
        MlflowUri parsed = MlflowUri.TryParse(uri)!;
        (parsed.ModelName, parsed.Alias, parsed.Version, parsed.LoggedModelId, parsed.Path).ShouldBe((name, alias, version, modelId, path));
    }

    [Theory]
    [InlineData("models:/")]
    [InlineData("models:/fraud")]
    [InlineData("models:/fraud/Production")]
    [InlineData("runs:/")]
    [InlineData("models:/@champion")]
    [InlineData("models:/fraud@")]
    [InlineData("models:/fraud/1.5")]
    public void A_malformed_uri_says_what_is_expected(string uri) =>
        Should.Throw<MlflowException>(() => MlflowUri.TryParse(uri)).Message.ShouldContain("models:/name@alias");
}
