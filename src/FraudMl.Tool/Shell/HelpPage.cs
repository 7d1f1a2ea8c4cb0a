using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Text;

namespace FraudMl.Tool.Shell;

/// <summary>The help of a command, in the order of a manual page.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    private const int Indent = 4, Width = 100;

    // A command that is asked for help is not asked for its arguments.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(Of(parseResult.CommandResult.Command));
        return ExitCode.Done;
    }

    public static string Of(Command command)
    {
        string path = string.Join(' ', ToolCommand.PathOf(command));
        var page = new StringBuilder();
        Section(page, "NAME", [$"{path} - {command.Description!.TrimEnd('.')}"]);
        Section(page, "SYNOPSIS", [Synopsis(command, path)]);
        if (command is ToolCommand { Remarks.Length: > 0 } told) Section(page, "DESCRIPTION", [told.Remarks]);
        Terms(page, "COMMANDS", command.Subcommands.Select(sub => (sub.Name, sub.Description ?? "")));
        Terms(page, "ARGUMENTS", command.Arguments.Select(argument => (Shown(argument), argument.Description ?? "")));
        Terms(page, "OPTIONS", OptionsOf(command).Select(option => (Shown(option), Described(option))));
        Terms(page, "EXIT CODES", ExitCode.All.Select(one => (one.Code.ToString(CultureInfo.InvariantCulture), one.Meaning)));
        Section(page, "EXAMPLES", (command as ToolCommand)?.Examples ?? ["fraudml doctor", "fraudml score --help"]);
        return page.ToString();
    }

    private static IEnumerable<Option> OptionsOf(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive))
        .DistinctBy(option => option.Name);

    private static string Synopsis(Command command, string path)
    {
        IEnumerable<string> parts = command.Subcommands.Count > 0 ? ["COMMAND"] : command.Arguments.Select(argument =>
            argument.Arity.MaximumNumberOfValues > 1 ? $"[{Shown(argument)}…]"
            : argument.Arity.MinimumNumberOfValues == 0 ? $"[{Shown(argument)}]" : Shown(argument));
        IEnumerable<string> required = command.Options.Where(option => option.Required).Select(Shown);
        return string.Join(' ', [path, .. parts, .. required, "[OPTIONS]"]);
    }

    private static string Shown(Argument argument) => argument.HelpName ?? argument.Name;

    private static string Shown(Option option)
    {
        string names = string.Join(", ", [option.Name, .. option.Aliases.Order(StringComparer.Ordinal)]);
        return option.ValueType == typeof(bool) || option.HelpName is not { } value ? names : $"{names} {value}";
    }

    private static string Described(Option option) => option is { HasDefaultValue: true, HelpName: not null }
        && option.GetDefaultValue() is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"{option.Description} Default: {value}.")
        : option.Description ?? "";

    private static void Terms(StringBuilder page, string title, IEnumerable<(string Term, string Text)> terms)
    {
        (string Term, string Text)[] all = [.. terms];
        if (all.Length == 0) return;
        int width = Math.Min(28, all.Max(term => term.Term.Length)) + 2;
        page.Append(title).Append('\n');
        foreach ((string term, string text) in all)
        {
            string[] lines = [.. Wrapped(text, Width - Indent - width)];
            bool isLong = term.Length + 2 > width;
            page.Append(' ', Indent).Append(isLong ? term : $"{term.PadRight(width)}{lines[0]}".TrimEnd()).Append('\n');
            foreach (string line in lines.Skip(isLong ? 0 : 1)) page.Append(' ', Indent + width).Append(line).Append('\n');
        }

        page.Append('\n');
    }

    private static void Section(StringBuilder page, string title, IEnumerable<string> paragraphs)
    {
        page.Append(title).Append('\n');
        foreach (string line in paragraphs.SelectMany(text => Wrapped(text, Width - Indent)))
            page.Append(' ', Indent).Append(line).Append('\n');
        page.Append('\n');
    }

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = new StringBuilder();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
