using FraudMl.Mlflow;

namespace FraudMl.Tracking.Tests;

public sealed class FraudModelTrackingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MlflowClient _client;

    public FraudModelTrackingTests() => _client = MlflowClient.Connect(new MlflowOptions { TrackingUri = $"sqlite:///{_folder.At("mlflow.db")}" });

    [Fact]
    public async Task A_registered_model_loads_by_alias_version_and_id()
    {
        FraudModel model = TestModels.Numeric();

        RegisteredFraudModel registered = await _client.RegisterAsync(model, "cards", alias: "champion");

        double[] scores = model.Score(TestModels.Transactions);
        foreach (string uri in new[] { "models:/cards@champion", "models:/cards/1", $"models:/{registered.ModelId}" })
            (await _client.LoadFraudModelAsync(uri)).Model.Score(TestModels.Transactions).ShouldBe(scores, uri);
        (await _client.LoadFraudModelAsync("models:/cards@champion")).Version.ShouldBe("1");
    }

    [Fact]
    public async Task Registering_again_makes_the_next_version_of_the_same_logged_model()
    {
        FraudModel model = TestModels.Numeric();

        RegisteredFraudModel first = await _client.RegisterAsync(model, "cards", alias: "champion");
        RegisteredFraudModel second = await _client.RegisterAsync(model, "cards", alias: "champion");

        second.Version.ShouldBe("2");
        second.ModelId.ShouldBe(first.ModelId);
        (await _client.LoadFraudModelAsync("models:/cards@champion")).Version.ShouldBe("2");
    }

    [Fact]
    public async Task An_unknown_alias_is_refused_by_name()
    {
        await _client.RegisterAsync(TestModels.Numeric(), "cards");

        (await Should.ThrowAsync<MlflowException>(() => _client.LoadFraudModelAsync("models:/cards@nobody"))).Message.ShouldContain("nobody");
    }

    public void Dispose()
    {
        _client.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
