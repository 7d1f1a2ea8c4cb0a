namespace FraudMl.Tests;

/// <summary>How the source of this package is made for the contract.</summary>
internal static class EnrolledSources
{
    public static IReadOnlyDictionary<Type, Func<TempFolder, Dataset, IDatasetSource>> All { get; } =
        new Dictionary<Type, Func<TempFolder, Dataset, IDatasetSource>>
    {
        [typeof(DataViewSource)] = (_, data) =>
            new DataViewSource(data.AsDataView(), new DatasetSchema().Label("y").Timestamp("t", TimeUnit.Microseconds).Key("card"), "view"),
    };
}
