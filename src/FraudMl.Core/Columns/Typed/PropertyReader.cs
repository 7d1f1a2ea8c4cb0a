using System.Reflection;

namespace FraudMl;

/// <summary>Reads one property of a row and writes it into a field.</summary>
internal abstract class PropertyReader<T>
{
    private static readonly Dictionary<Type, Func<PropertyInfo, PropertyReader<T>>> Typed = new()
    {
        [typeof(float)] = Value<float>,
        [typeof(float?)] = Optional<float>,
        [typeof(double)] = Value<double>,
        [typeof(double?)] = Optional<double>,
        [typeof(decimal)] = Value<decimal>,
        [typeof(decimal?)] = Optional<decimal>,
        [typeof(int)] = Value<int>,
        [typeof(int?)] = Optional<int>,
        [typeof(long)] = Value<long>,
        [typeof(long?)] = Optional<long>,
        [typeof(short)] = Value<short>,
        [typeof(byte)] = Value<byte>,
        [typeof(bool)] = Value<bool>,
        [typeof(bool?)] = Optional<bool>,
        [typeof(DateTime)] = Value<DateTime>,
        [typeof(DateTime?)] = Optional<DateTime>,
        [typeof(DateTimeOffset)] = Value<DateTimeOffset>,
        [typeof(DateTimeOffset?)] = Optional<DateTimeOffset>,
        [typeof(DateOnly)] = Value<DateOnly>,
        [typeof(DateOnly?)] = Optional<DateOnly>,
        [typeof(TimeSpan)] = Value<TimeSpan>,
        [typeof(Guid)] = Value<Guid>,
        [typeof(string)] = Value<string?>,
    };

    private delegate TValue StructGetter<TValue>(ref T row);

    public static PropertyReader<T> Of(PropertyInfo property) =>
        Typed.TryGetValue(property.PropertyType, out Func<PropertyInfo, PropertyReader<T>>? typed) ? typed(property) : new Boxed(property);

    public abstract void Write(ref T row, int field, RowWriter writer);

    private static ValueReader<TValue> Value<TValue>(PropertyInfo property) => new(new Getter<TValue>(property));

    private static OptionalReader<TValue> Optional<TValue>(PropertyInfo property)
        where TValue : struct => new(new Getter<TValue?>(property));

    /// <summary>A getter of a class takes the row, one of a struct a reference to it.</summary>
    private sealed class Getter<TValue>
    {
        private readonly Func<T, TValue>? _ofClass;
        private readonly StructGetter<TValue>? _ofStruct;

        public Getter(PropertyInfo property)
        {
            if (typeof(T).IsValueType) _ofStruct = property.GetMethod!.CreateDelegate<StructGetter<TValue>>();
            else _ofClass = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
        }

        public TValue Of(ref T row) => _ofClass is not null ? _ofClass(row) : _ofStruct!(ref row);
    }

    private sealed class ValueReader<TValue>(Getter<TValue> getter) : PropertyReader<T>
    {
        public override void Write(ref T row, int field, RowWriter writer) => writer.Set(field, getter.Of(ref row));
    }

    private sealed class OptionalReader<TValue>(Getter<TValue?> getter) : PropertyReader<T>
        where TValue : struct
    {
        public override void Write(ref T row, int field, RowWriter writer)
        {
            if (getter.Of(ref row) is { } value) writer.Set(field, value);
            else writer.Set<string?>(field, null);
        }
    }

    private sealed class Boxed(PropertyInfo property) : PropertyReader<T>
    {
        public override void Write(ref T row, int field, RowWriter writer) => writer.Set(field, property.GetValue(row));
    }
}
