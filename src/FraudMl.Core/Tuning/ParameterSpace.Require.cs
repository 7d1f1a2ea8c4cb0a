using System.Runtime.CompilerServices;

namespace FraudMl;

public sealed partial record ParameterSpace
{
    /// <value>What points keep beside the ranges.</value>
    internal IReadOnlyList<SpaceRule> Rules { get; init; } = [];

    /// <value>The pipeline whose options the points set; null until it is known.</value>
    internal FraudPipeline? Pipeline { get; init; }

    /// <summary>Returns the space with a rule about the options of a part: searches propose only what keeps it.</summary>
    /// <remarks>
    /// It holds for each part with such options, and options that are not varied have the values that the part gives them. In a space of a
    /// <c>Study</c>, say whose options they are by <see cref="For"/>.
    /// </remarks>
    /// <typeparam name="TOptions">The options, for example <c>LightGbmOptions</c>.</typeparam>
    /// <param name="rule">The rule, for example <c>(LightGbmOptions o) =&gt; o.LeafCount &lt;= 1 &lt;&lt; o.MaximumDepth</c>. It depends on
    /// nothing else, since a point is asked about more than once.</param>
    /// <param name="text">How messages and journals show it. Default: as it is written.</param>
    public ParameterSpace Require<TOptions>(Func<TOptions, bool> rule, [CallerArgumentExpression(nameof(rule))] string text = "")
        where TOptions : ValidatedOptions =>
            With(new OptionsRule(OneLine(text), [typeof(TOptions)], options => rule((TOptions)options[0])));

    /// <summary>Returns the space with a rule about the options of two parts: searches propose only what keeps it.</summary>
    /// <remarks>It holds for each two parts with such options.</remarks>
    /// <typeparam name="TOne">The options of one part, for example <c>SmoteOptions</c>.</typeparam>
    /// <typeparam name="TOther">The options of the other, for example <c>LightGbmOptions</c>.</typeparam>
    /// <param name="rule">The rule, which depends on nothing else.</param>
    /// <param name="text">How messages and journals show it. Default: as it is written.</param>
    public ParameterSpace Require<TOne, TOther>(
        Func<TOne, TOther, bool> rule, [CallerArgumentExpression(nameof(rule))] string text = "")
        where TOne : ValidatedOptions
        where TOther : ValidatedOptions =>
            With(new OptionsRule(OneLine(text), [typeof(TOne), typeof(TOther)], options => rule((TOne)options[0], (TOther)options[1])));

    /// <summary>Returns the space with a rule about the values of a point: searches propose only what keeps it.</summary>
    /// <param name="rule">The rule, for example <c>point =&gt; point.Get(leaves) &lt;= 1 &lt;&lt; point.Get(depth)</c>, which depends on
    /// nothing else. A parameter of a choice that was not taken is not there: ask <c>point.Has(…)</c> first.</param>
    /// <param name="text">How messages and journals show it. Default: as it is written.</param>
    public ParameterSpace Require(Func<ParameterSet, bool> rule, [CallerArgumentExpression(nameof(rule))] string text = "") =>
        With(new ValuesRule(OneLine(text), rule));

    /// <summary>Returns whether a point keeps every rule.</summary>
    /// <exception cref="FraudMlException">Thrown when a rule can't be worked out.</exception>
    internal bool Allows(ParameterSet set)
    {
        if (Rules.Count == 0) return true;
        FraudPipeline? made = null;
        foreach (SpaceRule rule in Rules)
        {
            try
            {
                if (!rule.Allows(set, () => made ??= Pipeline!.With(set))) return false;
            }
            catch (FraudMlException) when (made is null && rule is OptionsRule)
            {
                // The options break rules of their own.
                return false;
            }
            catch (Exception error)
            {
                throw new FraudMlException($"The rule '{rule.Text}' can't be worked out: {error.Message}", error);
            }
        }

        return true;
    }

    private ParameterSpace With(SpaceRule rule) => this with { Rules = [.. Rules, rule] };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
