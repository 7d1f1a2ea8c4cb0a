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
    [InlineData("databricks", "databricks")]
    public void A_log_in_stands_in_no_message(string uri, string shown) => MlflowTrackingUri.WithoutCredentials(uri).ShouldBe(shown);
}
