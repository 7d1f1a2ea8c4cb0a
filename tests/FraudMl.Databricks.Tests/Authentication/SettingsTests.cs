namespace FraudMl.Databricks.Tests.Authentication;

public sealed class SettingsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly Dictionary<string, string> _variables = [];

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Options_go_before_the_environment_and_that_before_the_profile()
    {
        Write("""
            # comment
            [DEFAULT]
            host = https://default.example
            token = default-secret

            [prod]
            host  = prod.example
            token = prod-secret = with more
            warehouse_id = wh-prod
            empty =
            """);
        Of(new() { Profile = "prod" }).ShouldSatisfyAllConditions(
            settings => settings.Host.ShouldBe(new Uri("https://prod.example")),
            settings => settings["token"].ShouldBe("prod-secret = with more"),
            settings => settings.WarehouseId.ShouldBe("wh-prod"),
            settings => settings["empty"].ShouldBeNull());
        Of(new()).Host.ShouldBe(new Uri("https://default.example"));
        _variables["DATABRICKS_CONFIG_PROFILE"] = "prod";
        _variables["DATABRICKS_WAREHOUSE_ID"] = "wh-env";
        Of(new()).WarehouseId.ShouldBe("wh-env");
        Of(new() { WarehouseId = "wh-given" }).WarehouseId.ShouldBe("wh-given");
        Of(new()).RequestsPerSecond.ShouldBe(15);
        _variables["DATABRICKS_RATE_LIMIT"] = "40";
        Of(new()).RequestsPerSecond.ShouldBe(40);
    }

    [Fact]
    public void A_file_is_read_only_where_it_is_named_or_nothing_else_is_set()
    {
        Write("[DEFAULT]\ntoken = file-secret\n");
        _variables["DATABRICKS_HOST"] = "https://env.example";
        Of(new())["token"].ShouldBeNull();
        Of(new() { Profile = "DEFAULT" })["token"].ShouldBe("file-secret");
    }

    [Fact]
    public void The_default_profile_is_the_one_of_the_settings_and_nothing_is_inherited()
    {
        Write("[__settings__]\ndefault_profile = mine\n[DEFAULT]\nwarehouse_id = wh-default\n[mine]\nhost = https://mine.example\n");
        DatabricksSettings settings = Of(new());
        settings.Host.Host.ShouldBe("mine.example");
        Should.Throw<DatabricksException>(() => settings.WarehouseId).Message.ShouldBe(
            "No SQL warehouse is named. Set DatabricksOptions.WarehouseId, DATABRICKS_WAREHOUSE_ID, or warehouse_id in "
            + $"profile 'mine' of {_file}.");
    }

    [Theory]
    [InlineData("__settings__", "'__settings__' is no profile: it holds settings. Name another one.")]
    [InlineData("prod", "'FILE' has no profile 'prod'; it has DEFAULT, Prod. Name one that it has.")]
    public void A_profile_that_is_none_is_told(string profile, string problem)
    {
        Write("[__settings__]\n[DEFAULT]\n[Prod]\n");
        Should.Throw<DatabricksException>(() => Of(new() { Profile = profile }))
            .Message.ShouldBe(problem.Replace("FILE", _file, StringComparison.Ordinal));
    }

    [Fact]
    public void What_can_t_be_read_is_told_by_its_line_and_without_it()
    {
        Write("[DEFAULT]\nhost = https://one.example\ntoken-secret\n");
        Should.Throw<DatabricksException>(() => Of(new())).Message
            .ShouldBe($"Line 3 of '{_file}' can't be read. Write key = value below a [profile].");
        Should.Throw<DatabricksException>(() => Of(new() { ConfigFile = _file + ".absent", Profile = "prod" })).Message
            .ShouldBe($"There is no file '{_file}.absent', and profile 'prod' is to come from it. Write it, or set ConfigFile.");
        Should.Throw<DatabricksException>(() => Of(new() { ConfigFile = _file + ".absent" }).Host).Message
            .ShouldStartWith("No Databricks workspace is named: neither DATABRICKS_HOST nor host in profile 'DEFAULT' of");
    }

    [Fact]
    public void Two_kinds_of_log_in_at_once_are_refused_unless_one_is_chosen()
    {
        var both = new DatabricksOptions { Host = "https://one.example", Token = "pat-secret", ClientSecret = "m2m-secret" };
        Should.Throw<DatabricksException>(() => Of(both)).Message.ShouldBe(
            "Several kinds of log-in are set: pat and oauth. Set AuthType, or DATABRICKS_AUTH_TYPE, to say which counts.");
        Of(both with { AuthType = "oauth-m2m" }).AuthType.ShouldBe("oauth-m2m");
    }

    [Fact]
    public void No_secret_is_printed()
    {
        var options = new DatabricksOptions
        {
            Host = "https://one.example", Token = "a-secret", Password = "b-secret", ClientSecret = "c-secret", AuthType = "pat",
        };
        (options + "" + Of(options)).ShouldNotContain("-secret");
        options.ToString().ShouldContain("Host = https://one.example");
    }

    private void Write(string text) => File.WriteAllText(_file, text);

    private DatabricksSettings Of(DatabricksOptions options) => DatabricksSettings.Of(
        options with { ConfigFile = options.ConfigFile ?? _file, Environment = _variables.GetValueOrDefault! });
}
