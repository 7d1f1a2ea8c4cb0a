namespace FraudMl.Mlflow.Tests;

public sealed class MlflowTrackingUriTests
{
    [Theory]
    [InlineData("databricks", "databricks", null)]
    [InlineData("databricks://profile", "databricks", "profile")]
    [InlineData("Databricks-UC://scope:prefix", "databricks-uc", "scope:prefix")]
    [InlineData("databricks://", "databricks", null)]
    [InlineData("https://mlflow.example.com/prefix", "https", "mlflow.example.com/prefix")]
    [InlineData("sqlite:///mlflow.db", "sqlite", "/mlflow.db")]
    [InlineData("./mlruns", "./mlruns", null)]
    public void A_backend_finds_its_scheme_and_what_stands_behind_it(string uri, string scheme, string? place)
    {
        MlflowTrackingUri.SchemeOf(uri).ShouldBe(scheme);
        MlflowTrackingUri.PlaceOf(uri).ShouldBe(place);
    }

    [Theory]
    [InlineData("https://ann:s%40cret@example.com/a@b", "https://example.com/a@b")]
    [InlineData("https://ann:s@cret@example.com", "https://example.com")]
    [InlineData("postgresql://ann:pw@db:5432/mlflow?x=1", "postgresql://db:5432/mlflow?x=1")]
    [InlineData("https://example.com?who=a@b", "https://example.com?who=a@b")]
    [InlineData("sqlite:////home/a@b/mlflow.db", "sqlite:////home/a@b/mlflow.db")]
    [InlineData("http://user:p@ss@host:5000", "http://host:5000")]
    [InlineData("http://user:pa#ss@host", "http://host")]
    [InlineData("http://user:pa?ss@host/x", "http://host/x")]
    [InlineData("http://user:pa/ss@host", "http://host")]
    [InlineData("htps://user:secret@host", "htps://host")]
    [InlineData("http://host:5000?token=secret&x=1", "http://host:5000?token=…&x=1")]
    [InlineData("postgresql://h/db?user=ann&password=secret", "postgresql://h/db?user=ann&password=…")]
    [InlineData("databricks", "databricks")]
    public void A_log_in_stands_in_no_message(string uri, string shown) => MlflowTrackingUri.WithoutCredentials(uri).ShouldBe(shown);

    [Theory]
    [InlineData("http://user:secret@ss@host:5000")]
    [InlineData("http://user:secret#ss@host")]
    [InlineData("http://user:secret/ss@host")]
    [InlineData("htps://user:secret@host")]
    [InlineData("postgresql://u:secret@h/db")]
    [InlineData("http://u:secret@ho st")]
    [InlineData("sqlite://u:secret@h/db")]
    public void A_store_that_can_not_be_opened_is_named_without_its_log_in(string uri)
    {
        Exception refused = Should.Throw<MlflowException>(() => MlflowClient.Connect(new MlflowOptions { TrackingUri = uri }));
        refused.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("sqlite:///mlflow.db", "mlflow.db")]
    [InlineData("sqlite:////a/mlflow.db?mode=ro&cache=shared", "/a/mlflow.db")]
    [InlineData("sqlite:////a?b/mlflow.db", "/a?b/mlflow.db")]
    [InlineData("sqlite:////a?b=c/mlflow.db?mode=ro", "/a?b=c/mlflow.db")]
    [InlineData("sqlite:////a/b?", "/a/b")]
    public void A_question_mark_begins_a_query_only_where_one_follows(string uri, string path) =>
        MlflowTrackingUri.SqlitePath(uri).ShouldBe(path);
}
