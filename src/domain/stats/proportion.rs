//! A share of few things, and what it may be of all of them.

/// A share `k` of `n`, with the interval that holds the true one 95 times in 100; `None` without one.
///
/// The score interval of E. B. Wilson, 1927, which is right for few things and for shares near 0 and 1.
pub fn interval(k: u64, n: u64) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (z, n, share) = (1.96_f64, n as f64, k.min(n) as f64 / n as f64);
    let middle = share + z * z / (2.0 * n);
    let spread = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    Some((((middle - spread) / scale).max(0.0), ((middle + spread) / scale).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_things_leave_much_open() {
        let (low, high) = interval(5, 10).expect("some");
        assert!((low - 0.2366).abs() < 1e-3 && (high - 0.7634).abs() < 1e-3, "{low} {high}");
        assert_eq!(interval(0, 0), None);
        assert_eq!(interval(0, 10).map(|(low, _)| low), Some(0.0));
        let wide = |n: u64| interval(n / 2, n).map_or(0.0, |(low, high)| high - low);
        assert!(wide(10) > wide(50) && wide(50) > wide(1000));
    }
}
