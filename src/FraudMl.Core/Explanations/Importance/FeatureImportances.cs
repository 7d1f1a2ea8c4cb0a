using System.Collections;

namespace FraudMl;

/// <summary>Importances, the most first; printed as a table.</summary>
internal sealed class FeatureImportances(FeatureImportance[] importances) : IReadOnlyList<FeatureImportance>
{
    public int Count => importances.Length;

    public FeatureImportance this[int index] => importances[index];

    public IEnumerator<FeatureImportance> GetEnumerator() => importances.AsEnumerable().GetEnumerator();

    public override string ToString() => TableText.Of("", "importance", importances.Select(feature => (feature.Name, feature.Value)));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
