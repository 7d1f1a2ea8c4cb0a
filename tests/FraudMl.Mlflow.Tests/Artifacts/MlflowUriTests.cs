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
    public void A_malformed_uri_says_what_is_expected(string uri) =>
        Should.Throw<MlflowException>(() => MlflowUri.TryParse(uri)).Message.ShouldContain("models:/name@alias");
}
