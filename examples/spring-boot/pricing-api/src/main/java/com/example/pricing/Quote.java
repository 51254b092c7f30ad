package com.example.pricing;

/** A price, and the version that has made it. */
public record Quote(String article, int count, long cents, String by) {}
