using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FraudMl.Analyzers.Tests.Rows;

public sealed class RowGeneratorTests
{
    private const string Row = "[FraudRow] partial record Payment([RowLabel] bool IsFraud, float Amount) { public void Log() { } }";

    /// <summary>Rule, the code it is told of, the code.</summary>
    public static TheoryData<string, string, string> Refused => new()
    {
        { "FRAUD101", "Payment", "[FraudRow] record Payment(float Amount);" },
        { "FRAUD101", "Outer", "class Outer { [FraudRow] internal partial record Payment(float Amount); }" },
        { "FRAUD102", "Payment", "[FraudRow] partial record Payment<T>(float Amount);" },
        { "FRAUD102", "Payment", "[FraudRow] file partial record Payment(float Amount);" },
        { "FRAUD102", "Payment", "[FraudRow] ref partial struct Payment { public float Amount => 1; }" },
        { "FRAUD103", "Tags", "[FraudRow] partial record Payment(float Amount, string[] Tags);" },
        { "FRAUD103", "Value", "[FraudRow] partial record Payment(object Value);" },
        { "FRAUD104", "Other", "[FraudRow] partial record Payment([RowLabel] bool IsFraud, [RowLabel] bool Other);" },
        { "FRAUD104", "Then", "[FraudRow] partial record Payment([RowTimestamp] DateTime At, [RowTimestamp] DateTime Then);" },
        { "FRAUD104", "Other", "[FraudRow] partial record Payment([RowWeight] float Weight, [RowWeight] float Other);" },
        { "FRAUD105", "Sum", "[FraudRow] partial record Payment(float Amount, [RowName(\"Amount\")] float Sum);" },
        { "FRAUD106", "Weight", "[FraudRow] partial record Payment([RowWeight] string Weight);" },
        { "FRAUD106", "Kind", "[FraudRow] partial record Payment([RowLabel] string Kind);" },
        { "FRAUD106", "At", "[FraudRow] partial record Payment([RowLabel] DateTime At, [RowTimestamp] DateTime Then);" },
        { "FRAUD106", "Card", "[FraudRow] partial record Payment([RowKey, RowIgnored] string Card);" },
        { "FRAUD106", "Amount", "[FraudRow] partial record Payment([RowName(\" \")] float Amount);" },
        { "FRAUD107", "Payment", "[FraudRow] partial class Payment { internal int Amount => 1; }" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_can_be_no_row_is_told_at_the_member_in_the_way(string rule, string place, string code)
    {
        Compilation compilation = Code.Generate(Code.Compile(code));
        compilation.SyntaxTrees.Count().ShouldBe(2);
        Diagnostic told = (await Code.ToldAsync(compilation)).ShouldHaveSingleItem();
        Code.Text(told).ShouldBe($"{rule} {place}");
        told.Severity.ShouldBe(DiagnosticSeverity.Error);
    }

    [Fact]
    public async Task A_type_that_is_not_partial_is_made_so()
    {
        const string Before = "[FraudRow] public record Payment(float Amount);";
        Diagnostic told = (await Code.ToldAsync(Code.Compile(Before))).Single();
        string mended = await Code.MendAsync(Before, told);
        mended.ShouldBe("[FraudRow] public partial record Payment(float Amount);");
        (await Code.MistakesAsync(mended)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "namespace My.Shop; public partial class Outer { internal partial struct Middle { [FraudRow] public partial record struct @event(int @class); } }")]
    [InlineData(
        "[FraudRow] partial struct Payment { public Kind Kind { get; set; } public Kind? Other { get; set; } } [Flags] enum Kind { None, A, B, AB }")]
    [InlineData(
        "[FraudRow] partial class Payment { public Kind Kind { get; set; } } enum Kind { None, [Obsolete(\"no\", true)] A, B = 1 }")]
    [InlineData(
        "[FraudRow] partial record Payment([RowTimestamp(Unit = TimeUnit.Milliseconds, Format = \"dd.MM.yyyy \\\"x\\\"\")] string At);")]
    [InlineData(
        "[FraudRow] partial record Payment([RowLabel(Positive = \"Y\")] string Kind, [RowKind(ColumnKind.Timestamp, Format = \"M/d/yyyy\")] string Born);")]
    [InlineData("[FraudRow] partial record Payment(float Amount); partial record Payment { public int Second => 2; }")]
    public async Task What_can_be_a_row_compiles(string code) => (await Code.MistakesAsync(code)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_written_again_where_the_row_is_the_same()
    {
        CSharpCompilation compilation = Code.Compile(Row);
        SyntaxTree row = compilation.SyntaxTrees[1];
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new RowGenerator().AsSourceGenerator()], parseOptions: Code.Parse,
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)).RunGenerators(compilation);
        Reasons(driver).ShouldBe([IncrementalStepRunReason.New]);

        driver = driver.RunGenerators(compilation.AddSyntaxTrees(Tree("class Other { }")));
        Reasons(driver).ShouldBe([IncrementalStepRunReason.Cached]);
        Outputs(driver).ShouldBe([IncrementalStepRunReason.Cached]);

        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(row, Tree(Row.Replace("{ }", "{ Console.WriteLine(); }",
            StringComparison.Ordinal))));
        Reasons(driver).ShouldBe([IncrementalStepRunReason.Cached]);
        Outputs(driver).ShouldBe([IncrementalStepRunReason.Cached]);

        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(row, Tree(Row.Replace("Amount", "Sum", StringComparison.Ordinal))));
        Reasons(driver).ShouldBe([IncrementalStepRunReason.Modified]);
        Outputs(driver).ShouldBe([IncrementalStepRunReason.Modified]);
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedSteps[RowGenerator.Step].SelectMany(step => step.Outputs).Select(output =>
            output.Reason);

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs)
            .Select(output => output.Reason);

    private static SyntaxTree Tree(string code) => CSharpSyntaxTree.ParseText(code, Code.Parse, "User.cs");
}
