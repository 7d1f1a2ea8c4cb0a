using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FraudMl;

public sealed partial class FraudModel
{
    private readonly ConcurrentDictionary<Type, object> _binders = new();

    /// <summary>Returns the probability that a transaction is a fraud.</summary>
    /// <typeparam name="T">The type of the row; its public properties feed the inputs of the same name, by the rules of
    /// <c>Dataset.FromRows</c>.</typeparam>
    /// <param name="row">The transaction; further properties are not looked at.</param>
    /// <exception cref="FraudMlException">Thrown with every input that is missing or of another kind.</exception>
    public double Score<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(in T row)
        where T : notnull => Bind<T>().Score(row);

    /// <summary>Returns the probability that a transaction is a fraud.</summary>
    /// <param name="row">The value of each input by name: a number, text or time, null where it is missing; further
    /// names are not looked at.</param>
    /// <exception cref="FraudMlException">Thrown with every input that is missing or of another kind.</exception>
    [OverloadResolutionPriority(2)]
    public double Score(IReadOnlyDictionary<string, object?> row) => BindNames().Score(row);

    /// <summary>Returns the probability of fraud for each transaction.</summary>
    /// <typeparam name="T">The type of the rows, or a dictionary of values by name.</typeparam>
    /// <param name="rows">The transactions.</param>
    /// <exception cref="FraudMlException">Thrown with every input that is missing or of another kind.</exception>
    [OverloadResolutionPriority(1)]
    public double[] Score<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(IEnumerable<T> rows)
        where T : notnull => Bind<T>().Score(rows);

    /// <summary>Returns whether a transaction is flagged.</summary>
    /// <typeparam name="T">The type of the row, as for <see cref="Score{T}(in T)"/>.</typeparam>
    /// <param name="row">The transaction.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no decision, or with every input that is missing
    /// or of another kind.</exception>
    public bool Decide<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(in T row)
        where T : notnull => Bind<T>().Decide(row);

    /// <summary>Returns whether a transaction is flagged.</summary>
    /// <param name="row">The value of each input by name, null where it is missing.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no decision, or with every input that is missing
    /// or of another kind.</exception>
    [OverloadResolutionPriority(2)]
    public bool Decide(IReadOnlyDictionary<string, object?> row) => BindNames().Decide(row);

    /// <summary>Returns whether each transaction is flagged.</summary>
    /// <typeparam name="T">The type of the rows, or a dictionary of values by name.</typeparam>
    /// <param name="rows">The transactions.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no decision, or with every input that is missing
    /// or of another kind.</exception>
    [OverloadResolutionPriority(1)]
    public bool[] Decide<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(IEnumerable<T> rows)
        where T : notnull => Bind<T>().Decide(rows);

    /// <summary>Binds rows of a type to the model's inputs by a shape of your own instead of the public properties.</summary>
    /// <typeparam name="T">The type of the rows.</typeparam>
    /// <param name="shape">Which fields rows have and how they are written.</param>
    /// <exception cref="FraudMlException">Thrown with every input that no field feeds, or one of a type that can't.</exception>
    public RowBinder<T> Bind<T>(IRowShape<T> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new RowBinder<T>(this, shape);
    }

    /// <summary>Binds rows of a type to the model's inputs by their public properties, or dictionaries by their names; found once
    /// and kept.</summary>
    /// <typeparam name="T">The type of the rows, or a dictionary of values by name.</typeparam>
    /// <exception cref="FraudMlException">Thrown with every input that no property feeds, or one of a type that can't.</exception>
    public RowBinder<T> Bind<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>()
        where T : notnull => _binders.TryGetValue(typeof(T), out object? binder)
        ? (RowBinder<T>)binder
        : (RowBinder<T>)_binders.GetOrAdd(typeof(T), new RowBinder<T>(this, ShapeOf<T>([.. Inputs.Select(input => input.Name)])));

    /// <summary>Binds rows that bring raw columns instead of the inputs that are worked out of them.</summary>
    /// <param name="raw">The columns.</param>
    /// <param name="onRow">Works the inputs out when a row of a session was written.</param>
    /// <exception cref="FraudMlException">Thrown with every input or raw column that no property feeds, or one of a type that
    /// can't.</exception>
    internal RowBinder<T> Bind<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        RawColumns raw, Action<ScoringSession, int> onRow)
        where T : notnull
    {
        IEnumerable<string> names = Inputs.Where((_, input) => !raw.Given.Contains(input)).Select(input => input.Name);
        return new RowBinder<T>(this, ShapeOf<T>([.. names.Union(raw.Columns.Select(column => column.Name))]), raw, onRow);
    }

    internal RowBinder<IReadOnlyDictionary<string, object?>> BindNames() => Bind<IReadOnlyDictionary<string, object?>>();

    // A shape of dictionaries is one of each type of dictionary.
    private static IRowShape<T> ShapeOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        string[] names) =>
        !typeof(T).IsValueType && typeof(T).IsAssignableTo(typeof(IReadOnlyDictionary<string, object?>))
            ? (IRowShape<T>)(object)new DictionaryShape(names)
            : FraudRow.Shape<T>();
}
