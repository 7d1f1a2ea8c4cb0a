using System.Globalization;

namespace FraudMl.Serving;

/// <summary>Names the endpoints of an application: a second mapping gets names of its own, since no two endpoints may share one.</summary>
internal sealed class EndpointNames
{
    private int _mappingCount;

    /// <summary>Returns what the names of one more mapping end in; nothing for the first.</summary>
    public string NextSuffix() => ++_mappingCount == 1 ? "" : _mappingCount.ToString(CultureInfo.InvariantCulture);
}
