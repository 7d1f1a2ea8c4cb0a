using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace FraudMl.Conventions.Tests.Snippets;

/// <summary>Compiles a snippet as the top-level program of a user of the packages.</summary>
internal static partial class SnippetCompiler
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    private static readonly string[] Namespaces =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Text.Json", "System.Threading",
        "System.Threading.Tasks",
        "Microsoft.AspNetCore.Builder", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting",
    ];

    private static readonly SyntaxTree Shared = Tree(
        string.Concat(Namespaces.Concat(PackageNamespaces()).Select(name => $"global using {name};\n")) + "global using static Given;\n");

    private static readonly SyntaxTree Given = Tree(
        File.ReadAllText(Repository.PathOf("tests", "FraudMl.Conventions.Tests", "Snippets", "Given.cs")));

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path))];

    // The generator that comes with the SDK: what a user of the snippet has.
    private static readonly Lazy<ISourceGenerator[]> JsonGenerators = new(() =>
    {
        string packs = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        string generator = Directory.EnumerateFiles(packs, "System.Text.Json.SourceGeneration.dll", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Last();
        return [.. Assembly.LoadFrom(generator).GetTypes()
            .Where(type => typeof(IIncrementalGenerator).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator())];
    });

    private static int _evaluated;

    private static readonly CSharpCompilationOptions Options = new(OutputKind.ConsoleApplication,
        nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>Writes a snippet as a program.</summary>
    public static void Emit(Snippet snippet, string path)
    {
        EmitResult result = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path), [Shared, Given, Program(snippet.Code)], References, Options).Emit(path);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString()).ShouldBeNone();
    }

    /// <summary>Returns what the compiler finds wrong.</summary>
    public static IEnumerable<string> Problems(Snippet snippet)
    {
        Compilation compilation = CSharpCompilation.Create("Snippet", [Shared, Given, Program(snippet.Code)], References, Options);
        if (snippet.Code.Contains("JsonSerializerContext", StringComparison.Ordinal))
            CSharpGeneratorDriver.Create(JsonGenerators.Value, parseOptions: Parse)
                .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        return compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => (Span: diagnostic.Location.GetMappedLineSpan(), diagnostic))
            .Select(found =>
                $"{found.Span.Path}:{found.Span.StartLinePosition.Line + 1} {found.diagnostic.Id}: {found.diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Compiles an expression as a user of the packages writes it, and returns its value.</summary>
    public static T Evaluate<T>(string expression)
    {
        SyntaxTree tree = Tree($"public static class Evaluated {{ public static object Value() => {expression}; }}");
        CSharpCompilation compilation = CSharpCompilation.Create($"Evaluated{Interlocked.Increment(ref _evaluated)}", [Shared, Given, tree],
            References, Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary));
        using var code = new MemoryStream();
        EmitResult result = compilation.Emit(code);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{diagnostic} in {expression}").ShouldBeNone();
        return (T)System.Reflection.Assembly.Load(code.ToArray()).GetType("Evaluated")!.GetMethod("Value")!.Invoke(null, null)!;
    }

    // Blocks that continue each other show usings, statements and types several times over; a program wants them in that order.
    private static SyntaxTree Program(string code)
    {
        string usings = string.Concat(UsingDirective().Matches(code).Select(match => $"{match.Value}\n"));
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(usings + UsingDirective().Replace(code, ""), options: Parse);
        IEnumerable<MemberDeclarationSyntax> statements = unit.Members.OfType<GlobalStatementSyntax>()
            .DefaultIfEmpty(SyntaxFactory.GlobalStatement(SyntaxFactory.ParseStatement("return;\n")));
        IEnumerable<MemberDeclarationSyntax> types = unit.Members.Where(member => member is not GlobalStatementSyntax);
        return Tree(unit.WithMembers(SyntaxFactory.List(statements.Concat(types))).ToFullString());
    }

    // A package's own namespace and FraudMl; results and seams below them are imported by the snippet that names them.
    private static IEnumerable<string> PackageNamespaces() =>
        Packages.All.SelectMany(assembly => assembly.GetExportedTypes().Select(type => type.Namespace)
            .Where(name => name == "FraudMl" || name == assembly.GetName().Name))
            .OfType<string>().Distinct();

    private static SyntaxTree Tree(string code) => CSharpSyntaxTree.ParseText(code, Parse);

    [GeneratedRegex(@"^using (static )?[\w.]+( = [\w.<>]+)?;", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();
}
