using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FraudMl.Tracking;

/// <summary>Writes and reads YAML event by event, without reflection, so that apps compiled ahead of time do it too.</summary>
internal static partial class Yaml
{
    private const int DeepestLevel = 32;

    /// <summary>Writes maps, lists, texts, numbers, truth and null in block style.</summary>
    public static string Write(object value)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var emitter = new Emitter(text, EmitterSettings.Default.WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Write(emitter, value);
        emitter.Emit(new DocumentEnd(true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>Reads maps, lists and texts; an alias is null, so that nothing grows by it.</summary>
    /// <exception cref="YamlException">Thrown when it is no YAML, nests deeper than 32 levels or names a key twice.</exception>
    public static object? Read(TextReader text)
    {
        var parser = new Parser(text);
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _)) return null;
        return Read(parser, DeepestLevel);
    }

    private static void Write(Emitter emitter, object? value)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Any));
                foreach ((string key, object? item) in map)
                {
                    Write(emitter, key);
                    Write(emitter, item);
                }

                emitter.Emit(new MappingEnd());
                break;
            case IEnumerable<string> list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Any));
                foreach (string item in list) Write(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case string text:
                emitter.Emit(Scalar(text, StyleOf(text), TagName.Empty));
                break;
            case null:
                emitter.Emit(Scalar("", ScalarStyle.Plain, "tag:yaml.org,2002:null"));
                break;
            default:
                emitter.Emit(Scalar(Plain(value), ScalarStyle.Plain, TagName.Empty));
                break;
        }
    }

    private static Scalar Scalar(string text, ScalarStyle style, TagName tag) =>
        new(AnchorName.Empty, tag, text, style, isPlainImplicit: true, isQuotedImplicit: style != ScalarStyle.Plain);

    // The library's own choice leaves texts plain that its reader then stumbles over, and breaks lines whose ends it does not keep.
    private static ScalarStyle StyleOf(string text)
    {
        if (IsReadAsAnother().IsMatch(text)) return ScalarStyle.DoubleQuoted;
        if (IsPlain().IsMatch(text)) return ScalarStyle.Plain;
        return text.All(letter => letter is >= ' ' and < '\x7f') ? ScalarStyle.SingleQuoted : ScalarStyle.DoubleQuoted;
    }

    private static string Plain(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A {value.GetType().Name} is not written as YAML."),
    };

    private static object? Read(Parser parser, int levels)
    {
        if (levels == 0) throw new YamlException($"It nests deeper than {DeepestLevel} levels.");
        if (parser.Accept<Scalar>(out _)) return parser.Consume<Scalar>().Value;
        if (parser.TryConsume<AnchorAlias>(out _)) return null;
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new List<object?>();
            while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(Read(parser, levels - 1));
            return list;
        }

        parser.Consume<MappingStart>();
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            Scalar key = parser.Consume<Scalar>();
            if (!map.TryAdd(key.Value, Read(parser, levels - 1))) throw new YamlException(key.Start, key.End, "It names a key twice.");
        }

        return map;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_/.(]([A-Za-z0-9_/.()+=@ -]|:(?=/))*(?<! )\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsPlain();

    // What YAML 1.1 or 1.2 reads as null, truth, a number or a time when it stands without quotes; MLflow reads by 1.1.
    [GeneratedRegex(
        @"^(~|null|true|false|yes|no|on|off|y|n|=|<<|\s.*"
        + @"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])*(\.[0-9_]*)?|[-+]?0[box][0-9a-f_]+|[-+]?\.?[0-9][0-9_]*(\.[0-9_]*)?(e[-+]?[0-9]+)?"
        + @"|[-+]?\.(inf|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex IsReadAsAnother();
}
