using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FraudMl.Conventions.Tests.Snippets;

/// <summary>Compiles a snippet as the top-level program of a user of the packages.</summary>
internal static class SnippetCompiler
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    private static readonly string[] Namespaces =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
        "Microsoft.AspNetCore.Builder", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting",
    ];

    private static readonly SyntaxTree Shared = Tree(string.Concat(Namespaces.Concat(PackageNamespaces()).Select(name => $"global using {name};\n")) + "global using static Given;\n");

    private static readonly SyntaxTree Given = Tree(File.ReadAllText(Repository.PathOf("tests", "FraudMl.Conventions.Tests", "Snippets", "Given.cs")));

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly CSharpCompilationOptions Options = new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>Returns what the compiler finds wrong.</summary>
    public static IEnumerable<string> Problems(Snippet snippet)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Snippet", [Shared, Given, Program(snippet.Code)], References, Options);
        return compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{snippet.Place}, line {diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1} of the block: {diagnostic.GetMessage()}");
    }

    // A page shows usings, then statements, then types, several times over; a program has each of them once.
    private static SyntaxTree Program(string code)
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(code, options: Parse);
        var statements = unit.Members.OfType<GlobalStatementSyntax>();
        if (!statements.Any()) unit = unit.WithMembers(unit.Members.Insert(0, SyntaxFactory.GlobalStatement(SyntaxFactory.EmptyStatement())));
        var ordered = unit.Members.OrderBy(member => member is GlobalStatementSyntax ? 0 : 1);
        return CSharpSyntaxTree.Create(unit.WithMembers(SyntaxFactory.List(ordered)), Parse);
    }

    private static IEnumerable<string> PackageNamespaces() =>
        Packages.All.SelectMany(assembly => assembly.GetExportedTypes()).Select(type => type.Namespace).OfType<string>().Distinct();

    private static SyntaxTree Tree(string code) => CSharpSyntaxTree.ParseText(code, Parse);
}
