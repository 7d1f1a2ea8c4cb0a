namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>Versions that are made of other versions.</summary>
public sealed class ModelSourceTests
{
    [Theory]
    [InlineData("models:/a/latest")]
    [InlineData("models:/a@champion")]
    [InlineData("models:/a/1")]
    public async Task A_version_made_of_its_own_name_stays_where_that_name_was_when_it_was_made(string source)
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("x");
        await run.LogTextAsync("model/f.txt", "hi");
        await client.RegisterModelAsync("a", $"runs:/{run.RunId}/model", run.RunId, "champion");

        MlflowModelVersion second =
            (await client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "a", Source = source })).ModelVersion;
        await client.Registry.SetAliasAsync(new MlflowSetModelAlias { Name = "a", Alias = "champion", Version = second.Version });
        MlflowModelVersion third =
            (await client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "a", Source = source })).ModelVersion;

        foreach (string version in (string[])["1", second.Version, third.Version, "latest"])
            (await client.Artifacts.ReadTextAsync($"models:/a/{version}/f.txt")).ShouldBe("hi");
        (await client.Artifacts.ReadTextAsync("models:/a@champion/f.txt")).ShouldBe("hi");
        (await app.Client.GetStringAsync(new Uri($"/model-versions/get-artifact?name=a&version={third.Version}&path=f.txt",
            UriKind.Relative))).ShouldBe("hi");
    }

    [Fact]
    public async Task A_version_may_be_a_part_of_another_one()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("x");
        await run.LogTextAsync("model/part/f.txt", "hi");
        await client.RegisterModelAsync("a", $"runs:/{run.RunId}/model", run.RunId);
        MlflowModelVersion part = (await client.Registry.CreateVersionAsync(
            new MlflowCreateModelVersion { Name = "a", Source = "models:/a/1/part" })).ModelVersion;
        (await client.Artifacts.ReadTextAsync($"models:/a/{part.Version}/f.txt")).ShouldBe("hi");
    }

    /// <summary>As older servers stored it, and as another program may.</summary>
    [Fact]
    public async Task A_circle_that_is_in_the_store_already_is_refused_by_server_and_client()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        await client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = "a" });
        await client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "a", Source = "s3://bucket/model" });
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={app.Store.Database}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE model_versions SET source = 'models:/a/latest', storage_location = NULL";
            await command.ExecuteNonQueryAsync();
        }

        using HttpResponseMessage answer =
            await app.Client.GetAsync(new Uri("/model-versions/get-artifact?name=a&version=1&path=x", UriKind.Relative));
        ((int)answer.StatusCode).ShouldBe(400);
        (await Should.ThrowAsync<MlflowException>(client.Artifacts.ReadTextAsync("models:/a/1/x"))).Message.ShouldContain("made of itself");
        (await Should.ThrowAsync<MlflowException>(client.Registry.CreateVersionAsync(
            new MlflowCreateModelVersion { Name = "a", Source = "models:/a/1" }))).Message.ShouldContain("another version");
    }

    [Fact]
    public async Task An_alias_goes_with_its_version()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        await client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = "a" });
        for (int i = 0; i < 2; i++)
            await client.Registry.CreateVersionAsync(new MlflowCreateModelVersion { Name = "a", Source = "s3://bucket/model" });
        foreach ((string alias, string version) in ((string, string)[])[("old", "1"), ("champion", "2")])
            await client.Registry.SetAliasAsync(new MlflowSetModelAlias { Name = "a", Alias = alias, Version = version });

        await client.Registry.DeleteVersionAsync(new MlflowModelVersionReference { Name = "a", Version = "2" });

        (await client.Registry.GetModelAsync("a")).RegisteredModel.Aliases.Select(alias => alias.Alias).ShouldBe(["old"]);
        (await Should.ThrowAsync<MlflowException>(client.Registry.GetByAliasAsync("a", "champion")))
            .ErrorCode.ShouldBe(MlflowErrorCodes.ResourceDoesNotExist);
        await client.Registry.SetAliasAsync(new MlflowSetModelAlias { Name = "a", Alias = "champion", Version = "1" });
        (await client.Registry.GetByAliasAsync("a", "champion")).ModelVersion.Version.ShouldBe("1");
    }
}
