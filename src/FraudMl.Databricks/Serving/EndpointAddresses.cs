namespace FraudMl;

/// <summary>Where an endpoint is found.</summary>
internal static class EndpointAddresses
{
    /// <summary>What clients ask; a version within the endpoint where one is named.</summary>
    public static Uri Scoring(Uri host, string endpoint, string? served = null) => new(host,
        $"serving-endpoints/{Uri.EscapeDataString(endpoint)}" + (served is null ? "" : $"/served-models/{Uri.EscapeDataString(served)}"));

    /// <summary>What people look at.</summary>
    public static Uri Page(Uri host, string endpoint) => new(host, $"ml/endpoints/{Uri.EscapeDataString(endpoint)}");
}
