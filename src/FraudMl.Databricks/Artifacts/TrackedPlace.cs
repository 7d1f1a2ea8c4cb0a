using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>A place that the tracking server keeps: <c>dbfs:/databricks/mlflow-tracking/EXPERIMENT/RUN/artifacts/path</c>, or with
/// <c>logged_models/MODEL</c> in the place of the run.</summary>
/// <param name="Owner">The id of the run or the logged model.</param>
/// <param name="IsModel">Whether it is a logged model.</param>
/// <param name="Path">What is meant below its root; empty for all of it.</param>
internal sealed record TrackedPlace(string Owner, bool IsModel, string Path)
{
    private const string Scheme = "dbfs:", Root = "databricks/mlflow-tracking/";

    /// <summary>Returns the place; null for a URI of another kind.</summary>
    public static TrackedPlace? Of(string uri)
    {
        if (!uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        // dbfs:/… or dbfs://PROFILE@databricks/…
        string path = uri[Scheme.Length..].TrimStart('/');
        int profile = path.IndexOf("@databricks/", StringComparison.Ordinal);
        if (profile >= 0 && !path[..profile].Contains('/', StringComparison.Ordinal)) path = path[(profile + "@databricks/".Length)..];
        if (!path.StartsWith(Root, StringComparison.Ordinal)) return null;
        return path[Root.Length..].Split('/') switch
        {
            [_, "logged_models", { Length: > 0 } model, "artifacts", .. var rest] => new(model, IsModel: true, Joined(rest)),
            [_, { Length: > 0 } run, "artifacts", .. var rest] => new(run, IsModel: false, Joined(rest)),
            _ => null,
        };
    }

    /// <summary>Returns the id of the logged model that a URI is a place of; null where it is none.</summary>
    public static string? ModelOf(string uri) => Of(uri) is { IsModel: true, Owner: var model } ? model : null;

    private static string Joined(string[] rest) => ArtifactPath.Checked(string.Join('/', rest).Trim('/'));
}
