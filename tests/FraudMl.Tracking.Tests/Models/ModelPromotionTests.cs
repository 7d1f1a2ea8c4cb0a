using FraudMl.Mlflow;

namespace FraudMl.Tracking.Tests;

public sealed class ModelPromotionTests : IDisposable
{
    private readonly TrackedStore _store = new();

    [Fact]
    public async Task The_champion_before_is_kept_and_comes_back()
    {
        for (int version = 1; version <= 3; version++)
            await _store.Client.RegisterAsync(TestModels.Numeric(), "cards");

        (await _store.Client.PromoteAsync("cards", "1")).ShouldBe(new Promotion("cards", "champion", "1", null));
        (await _store.Client.PromoteAsync("cards", "3")).ShouldBe(new Promotion("cards", "champion", "3", "1"));
        (await _store.Client.PromoteAsync("cards", "3")).PreviousVersion.ShouldBe("1");
        (await VersionOf("champion-previous")).ShouldBe("1");

        (await _store.Client.RollbackAsync("cards")).ShouldBe(new Promotion("cards", "champion", "1", "3"));
        (await VersionOf("champion")).ShouldBe("1");
        (await _store.Client.RollbackAsync("cards")).Version.ShouldBe("3");
    }

    [Fact]
    public async Task Without_a_version_to_go_back_to_the_way_out_is_told()
    {
        await _store.Client.RegisterAsync(TestModels.Numeric(), "cards", alias: "champion");

        (await Should.ThrowAsync<MlflowException>(() => _store.Client.RollbackAsync("cards"))).Message.ShouldContain("champion-previous");
        (await Should.ThrowAsync<MlflowException>(() => _store.Client.PromoteAsync("cards", "7"))).ErrorCode
            .ShouldBe(MlflowErrorCodes.ResourceDoesNotExist);
        (await VersionOf("champion")).ShouldBe("1");
    }

    public void Dispose() => _store.Dispose();

    private async Task<string> VersionOf(string alias) =>
        (await _store.Client.Registry.GetByAliasAsync("cards", alias)).ModelVersion.Version;
}
