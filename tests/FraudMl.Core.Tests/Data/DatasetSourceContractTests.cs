using System.Reflection;

namespace FraudMl.Tests;

/// <summary>What every source keeps; sources are found by reflection, and one that is not enrolled fails.</summary>
public sealed class DatasetSourceContractTests : IDisposable
{
    private static readonly Dataset Original = new(
    [
        new NumberColumn("x", [1.5f, float.NaN, -3e-20f]),
        new TextColumn("s", [0, TextDictionary.Missing, 1], new TextDictionary(["a, \"b\"", "ä\nö"])),
        new TextColumn("card", [0, 1, 0], new TextDictionary(["4000123412341234", "5"]), ColumnRoles.Key),
        new TimestampColumn("t", [1_592_741_665_000_001, TimestampColumn.Missing, 0]),
        new NumberColumn("y", [0, 1, 0], ColumnRoles.Label),
    ]);

    private readonly TempFolder _folder = new();

    // Those of the package that these tests are named after.
    private static IEnumerable<string> Implementations =>
        Assembly.Load(typeof(EnrolledSources).Assembly.GetName().Name![..^".Tests".Length]).GetTypes()
        .Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IDatasetSource))).Select(type => type.Name);

    public static TheoryData<string> Sources => [.. Implementations];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_source_is_enrolled() => EnrolledSources.All.Keys.Select(type => type.Name).Order().ShouldBe(Implementations.Order());

    [Theory]
    [MemberData(nameof(Sources))]
    public void Names_kinds_roles_and_values_come_through_and_again_when_read_again(string source)
    {
        IDatasetSource opened = Open(source);
        for (int time = 0; time < 2; time++)
        {
            Dataset read = Dataset.From(opened);

            read.Columns.Select(column => (column.Name, column.Kind, column.Roles))
                .ShouldBe(Original.Columns.Select(column => (column.Name, column.Kind, column.Roles)));
            for (int i = 0; i < read.Columns.Count; i++) DatasetValues.Of(read.Columns[i])
                .ShouldBe(DatasetValues.Of(Original.Columns[i]), read.Columns[i].Name);
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Reading_stops_when_it_is_cancelled(string source) =>
        Should.Throw<OperationCanceledException>(() => Open(source).Read(new CancellationToken(canceled: true)));

    [Theory]
    [MemberData(nameof(Sources))]
    public void The_description_names_the_source_and_not_where_it_lies(string source)
    {
        Open(source).Description.ShouldNotBeNullOrWhiteSpace();
        Open(source).Description.ShouldNotContain(_folder.Path);
    }

    private IDatasetSource Open(string source) =>
        EnrolledSources.All.Single(enrolled => enrolled.Key.Name == source).Value(_folder, Original);
}
