namespace FraudMl;

/// <summary>The part of the API that a call belongs to: it shares a rate limit, and is what logs may tell of an address.</summary>
internal static class ApiGroup
{
    public const string Endpoints = "serving-endpoints";

    private const string Prefix = "/api/";

    /// <summary>Returns <c>sql/statements</c>, <c>oidc</c>, or <c>storage</c> for what is no call of the API.</summary>
    public static string Of(Uri? address)
    {
        string path = address?.AbsolutePath ?? "";
        if (path.StartsWith("/oidc/", StringComparison.Ordinal)) return "oidc";
        if (path.StartsWith("/api/2.0/serving-endpoints", StringComparison.Ordinal)) return Endpoints;
        return path.StartsWith(Prefix, StringComparison.Ordinal) && path.Split('/') is [_, _, _, var area, var kind, ..]
            ? $"{area}/{kind}" : "storage";
    }
}
